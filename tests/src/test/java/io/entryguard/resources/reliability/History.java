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

/** All calls for one organization. The clock ticks at every start and end, so that all differ. */
final class History {
  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

  private final List<Operation> operations = new ArrayList<>();
  private long now;

  /** Records the start of a call and returns its time. */
  synchronized long begin() {
    return ++now;
  }

  /** Records the end of the call that started at {@code start}. */
  synchronized void end(long start, Call call, Answer answer) {
    if (answer instanceof Answer.Unavailable && call.isRead()) {
      return;
    }
    long end = answer instanceof Answer.Unavailable ? Operation.NEVER : ++now;
    operations.add(new Operation(start, end, call, answer));
  }

  synchronized List<Operation> operations() {
    return operations.stream().sorted(Comparator.comparingLong(Operation::start)).toList();
  }

  /**
   * Asks {@link HistoryChecker} whether the history has an order, and keeps both for the checkers
   * that are not ours.
   *
   * @param limit how many resources there may be
   */
  boolean hasOrder(int limit) {
    List<Operation> all = operations();
    boolean hasOrder = HistoryChecker.orderOf(limit, all).isPresent();
    HistoryFile.add(limit, all, hasOrder);
    ModelFile.add(limit, all, hasOrder);
    return hasOrder;
  }

  /** The ids of all resources that somebody has tried to delete. */
  Set<String> mayBeGone() {
    return operations().stream()
        .map(operation -> operation.call() instanceof Call.Delete(String id, _) ? id : "")
        .filter(id -> !id.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Numbers ids in order of appearance, so that equal histories have equal texts. */
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
            "  %d–%s %s: %s"
                .formatted(
                    operation.start(),
                    operation.isUnanswered() ? "?" : Long.toString(operation.end()),
                    operation.call(),
                    operation.answer()))
        .collect(Collectors.joining("\n"));
  }
}
