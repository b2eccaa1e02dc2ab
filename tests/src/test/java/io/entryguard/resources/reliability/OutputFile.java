package io.entryguard.resources.reliability;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that a build writes, for checks that run after it. */
record OutputFile(Path path) {
  /** Makes an empty file in {@code target/}. */
  static OutputFile create(String name) {
    try {
      Path file = Path.of("target", name);
      Files.createDirectories(file.getParent());
      return new OutputFile(Files.write(file, new byte[0]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds text at the end. */
  void append(String text) {
    try {
      Files.writeString(path, text, UTF_8, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
