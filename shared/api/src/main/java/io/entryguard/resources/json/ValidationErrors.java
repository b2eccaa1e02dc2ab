package io.entryguard.resources.json;

import io.entryguard.resources.text.Text;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is wrong with a request, by member; the first problem of a member stays. Names that callers
 * made up are made fit to be shown.
 */
public final class ValidationErrors {
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
    int length = name.codePointCount(0, name.length());
    return Text.shown(
        length > MAX_NAME_LENGTH
            ? name.substring(0, name.offsetByCodePoints(0, MAX_NAME_LENGTH))
            : name);
  }
}
