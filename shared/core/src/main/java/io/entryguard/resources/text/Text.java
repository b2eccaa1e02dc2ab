package io.entryguard.resources.text;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * What every text that others wrote keeps to. Nothing is trimmed or repaired: what is listed is
 * what was sent.
 */
public final class Text {
  private static final int REPLACEMENT = 0xFFFD;

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
      throw new InvalidValueException("must have at least one character that is not white space");
    }
    if (text.codePointCount(0, text.length()) > maxCodePoints) {
      throw new InvalidValueException(
          String.format(Locale.ROOT, "must be at most %,d characters long", maxCodePoints));
    }
    if (!isUnicode(text)) {
      throw new InvalidValueException("must be Unicode text, without half of a surrogate pair");
    }
    if (hasControls(text)) {
      throw new InvalidValueException("must be without control characters: no line feed, no tab");
    }
    if (isSpace(text.codePointAt(0)) || isSpace(text.codePointBefore(text.length()))) {
      throw new InvalidValueException("must begin and end with something else than white space");
    }
    return text;
  }

  /** Whether every surrogate has its other half; JSON's escapes allow one alone, UTF-8 does not. */
  public static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        // Seldom enough to be looked at as a whole.
        return text.codePoints().noneMatch(Text::isLoneSurrogate);
      }
    }
    return true;
  }

  /** Whether a control character is in it, or one of the two separators that break a line too. */
  public static boolean hasControls(String text) {
    for (int i = 0; i < text.length(); i++) {
      // All of them are below U+10000, where a character is a code point.
      if (isControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** The text with U+FFFD in place of what cannot be shown: controls and lone surrogates. */
  public static String shown(String text) {
    var shown = new StringBuilder(text.length());
    text.codePoints()
        .map(codePoint ->
            isControl(codePoint) || isLoneSurrogate(codePoint) ? REPLACEMENT : codePoint)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  private static boolean isControl(int codePoint) {
    if (codePoint >= ' ' && codePoint <= '~') {
      return false;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }

  private static boolean isLoneSurrogate(int codePoint) {
    return Character.getType(codePoint) == Character.SURROGATE;
  }

  private static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }
}
