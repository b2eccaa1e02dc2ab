package io.entryguard.resources.local.function;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A function's deployment zip: classes at the root, jars under {@code lib/}. */
final class FunctionZip {
  private final Path file;

  FunctionZip(Path file) {
    this.file = file;
  }

  /** Unpacks into an empty folder and returns the class path in Lambda's order. */
  List<URL> unpack(Path folder) throws IOException {
    List<URL> classPath = new ArrayList<>();
    Files.createDirectories(folder);
    classPath.add(folder.toUri().toURL());
    try (var zip = new ZipFile(file.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException(file + " names a file outside of it");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        Files.createDirectories(target.getParent());
        try (InputStream content = zip.getInputStream(entry)) {
          Files.copy(content, target);
        }
        if (entry.getName().matches("lib/[^/]+\\.jar")) {
          classPath.add(target.toUri().toURL());
        }
      }
    }
    return classPath;
  }
}
