package io.entryguard.resources.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the repository, from whichever module's folder a test runs in. */
public final class Repository {
  private static final Path ROOT = root();

  private Repository() {}

  /** A file or folder by its path from the root. */
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
