package io.entryguard.resources.reliability;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that a build writes, for checks that run after it. The build deletes it before the tests,
 * each of whose processes adds to it.
 */
record OutputFile(Path path) {
  /** The file of that name; it need not exist. */
  static OutputFile inTarget(String name) {
    return new OutputFile(Path.of("target", name));
  }

  /** Adds text at the end. */
  void append(String text) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.writeString(path, text, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
