package io.entryguard.resources.resource;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * What every text that others wrote keeps to. Nothing is trimmed or repaired: what is listed is
 * what was sent.
 */
public final class Text {
  private Text() {}

  /**
   * Returns the text if it has 1 to {@code maxCodePoints}, no control character and no white space
   * around it.
   *
   * @throws InvalidValueException for any other text
   */
  public static String require(String text, int maxCodePoints) {
    requireNonNull(text, "text is null");
    if (text.isBlank()) {
      throw new InvalidValueException("must not be blank");
    }
    if (text.codePointCount(0, text.length()) > maxCodePoints) {
      throw new InvalidValueException(
          String.format(Locale.ROOT, "must be at most %,d characters long", maxCodePoints));
    }
    if (text.codePoints().anyMatch(Text::isControl)) {
      throw new InvalidValueException("must not contain control characters");
    }
    if (isSpace(text.codePointAt(0)) || isSpace(text.codePointBefore(text.length()))) {
      throw new InvalidValueException("must not begin or end with white space");
    }
    return text;
  }

  /** C0 and C1 controls, and the two separators that break a line as they do. */
  private static boolean isControl(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.SURROGATE -> throw new InvalidValueException("must be valid Unicode text");
      default -> false;
    };
  }

  private static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }
}
