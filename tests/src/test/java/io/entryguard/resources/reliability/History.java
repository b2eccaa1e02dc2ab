package io.entryguard.resources.reliability;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** All calls on one organization. Its clock ticks at every start and end, so no two are equal. */
final class History {
  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

  private final List<Operation> operations = new ArrayList<>();
  private long now;

  /** A call is sent; returns when. */
  synchronized long begin() {
    return ++now;
  }

  /** The call that was sent at {@code start} has ended. */
  synchronized void end(long start, Observation observed) {
    long end = observed instanceof Observation.Unanswered ? Operation.NEVER : ++now;
    operations.add(new Operation(start, end, observed));
  }

  synchronized List<Operation> operations() {
    return operations.stream().sorted(Comparator.comparingLong(Operation::start)).toList();
  }

  /** Ids are numbered as they appear, so that equal histories have equal texts. */
  @Override
  public String toString() {
    String text = text();
    Set<String> ids =
        ID.matcher(text)
            .results()
            .map(MatchResult::group)
            .collect(toCollection(LinkedHashSet::new));
    int number = 1;
    for (String id : ids) {
      text = text.replace(id, "r" + number++);
    }
    return text;
  }

  private String text() {
    return operations().stream()
        .map(operation ->
            "  %d–%s %s"
                .formatted(
                    operation.start(),
                    operation.isUnanswered() ? "?" : Long.toString(operation.end()),
                    operation.observed()))
        .collect(Collectors.joining("\n"));
  }
}
