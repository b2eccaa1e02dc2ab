package io.entryguard.resources.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds files of the repository from a test in any module. */
public final class Repository {
  private static final Path ROOT = root();

  private Repository() {}

  /** Returns a file or folder by its path from the repository's root. */
  public static Path path(String path) {
    return ROOT.resolve(path);
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("template.yaml"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no template.yaml above the working folder");
      }
    }
    return folder;
  }
}
