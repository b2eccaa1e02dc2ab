package io.entryguard.resources.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The samples of the published documentation, verbatim. */
public final class Golden {
  private Golden() {}

  /** Returns the text of a file in {@code golden/}, without the line feed at its end. */
  public static String text(String file) {
    try (InputStream stream = Golden.class.getResourceAsStream("/golden/" + file)) {
      byte[] bytes = Objects.requireNonNull(stream, file).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the same without the white space between tokens. */
  public static String compact(String file) {
    return text(file).replaceAll("(\"(?:[^\"\\\\]|\\\\.)*\")|\\s+", "$1");
  }
}
