package io.entryguard.resources.json;

import io.entryguard.resources.text.Text;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The problems of a request, by member, in the order in which they were found; of each member the
 * first. Names that callers made up are escaped and shortened.
 */
public final class ValidationErrors {
  /** More than anybody mends at once. The bound keeps a hostile body's response small. */
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

  /** A name as it can be shown: short, no control characters, valid Unicode. */
  private static String printable(String name) {
    int length = name.codePointCount(0, name.length());
    return Text.shown(
        length > MAX_NAME_LENGTH
            ? name.substring(0, name.offsetByCodePoints(0, MAX_NAME_LENGTH))
            : name);
  }
}
