package io.entryguard.resources.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Times as this service writes them, {@code 2026-02-18T11:00:00Z}. A list has three a resource, and
 * {@link Instant}'s own way, which takes every form there is, is most of what reading one costs.
 */
public final class Timestamps {
  private static final int LENGTH = "2026-02-18T11:00:00Z".length();
  private static final int SECONDS_OF_DAY = 86_400;
  private static final int MAX_YEAR = 9_999;

  private Timestamps() {}

  /**
   * The same as {@link Instant#parse}.
   *
   * @throws java.time.format.DateTimeParseException for what is no time
   */
  public static Instant parse(String text) {
    return isOfSeconds(text) ? ofSeconds(text) : Instant.parse(text);
  }

  private static boolean isOfSeconds(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char character = text.charAt(i);
      boolean fits =
          switch (i) {
            case 4, 7 -> character == '-';
            case 10 -> character == 'T';
            case 13, 16 -> character == ':';
            case 19 -> character == 'Z';
            default -> character >= '0' && character <= '9';
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static Instant ofSeconds(String text) {
    int month = number(text, 5);
    int day = number(text, 8);
    int hour = number(text, 11);
    int minute = number(text, 14);
    int second = number(text, 17);
    // Days that not every month has, and times that a leap second or midnight may have, are rare.
    if (month < 1 || month > 12 || day < 1 || day > 28 || hour > 23 || minute > 59 || second > 59) {
      return Instant.parse(text);
    }
    int year = number(text, 0) * 100 + number(text, 2);
    long days = LocalDate.of(year, month, day).toEpochDay();
    return Instant.ofEpochSecond(days * SECONDS_OF_DAY + hour * 3_600L + minute * 60L + second);
  }

  /** The two digits there. */
  private static int number(String text, int at) {
    return (text.charAt(at) - '0') * 10 + text.charAt(at + 1) - '0';
  }

  /** The same as {@link Instant#toString}. */
  public static String format(Instant time) {
    if (time.getNano() != 0) {
      return time.toString();
    }
    LocalDate date = LocalDate.ofInstant(time, ZoneOffset.UTC);
    if (date.getYear() < 0 || date.getYear() > MAX_YEAR) {
      return time.toString();
    }
    int seconds = (int) Math.floorMod(time.getEpochSecond(), (long) SECONDS_OF_DAY);
    var text = new StringBuilder(LENGTH);
    append(text, date.getYear() / 100);
    append(text, date.getYear() % 100);
    append(text.append('-'), date.getMonthValue());
    append(text.append('-'), date.getDayOfMonth());
    append(text.append('T'), seconds / 3_600);
    append(text.append(':'), seconds / 60 % 60);
    append(text.append(':'), seconds % 60);
    return text.append('Z').toString();
  }

  private static void append(StringBuilder text, int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
