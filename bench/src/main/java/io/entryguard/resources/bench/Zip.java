package io.entryguard.resources.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A function's zip. */
record Zip(Path file) {
  /** What it holds, in a new folder there. */
  Path unpack(Path where) throws IOException {
    Path folder = Files.createDirectories(where);
    try (InputStream input = Files.newInputStream(file);
        var zip = new ZipInputStream(input)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException(entry.getName() + " leads out of the zip");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(zip, target);
        }
      }
    }
    return folder;
  }

  double megabytes() throws IOException {
    return Files.size(file) / 1e6;
  }
}
