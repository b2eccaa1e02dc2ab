package io.entryguard.resources.json;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is wrong with a request, by member; the first problem of a member stays. Names that callers
 * made up are made fit to be shown.
 */
public final class Problems {
  /**
   * More than anybody mends at once; without a bound, a hostile body would be answered with a
   * larger one.
   */
  private static final int MAX_PROBLEMS = 50;

  private static final int MAX_NAME_LENGTH = 128;

  private final Map<String, String> byMember = new LinkedHashMap<>();

  public void add(String member, String problem) {
    if (byMember.size() < MAX_PROBLEMS) {
      byMember.putIfAbsent(printable(member), problem);
    }
  }

  public boolean isEmpty() {
    return byMember.isEmpty();
  }

  public Map<String, String> byMember() {
    return byMember;
  }

  /** A name that a caller made up, fit for an answer: short, no controls, valid Unicode. */
  private static String printable(String name) {
    var printable = new StringBuilder();
    name.codePoints()
        .limit(MAX_NAME_LENGTH)
        .map(codePoint -> isPrintable(codePoint) ? codePoint : 0xFFFD)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  private static boolean isPrintable(int codePoint) {
    return !Character.isISOControl(codePoint)
        && Character.getType(codePoint) != Character.SURROGATE;
  }
}
