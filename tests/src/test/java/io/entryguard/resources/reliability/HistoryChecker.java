package io.entryguard.resources.reliability;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks whether a history is linearizable: whether the {@link Model} would have given the same
 * answers in some sequential order that respects real time. Searches like Wing and Gong, and caches
 * visited states, as Lowe proposes ("Testing for linearizability", 2017).
 *
 * <p>A call without an answer may have taken effect at any time after it was sent, or never.
 */
final class HistoryChecker {
  private static final int MAX_OPERATIONS = Long.SIZE - 1;

  /** Those that end first come first; unanswered ones are only needed where nothing else fits. */
  private final List<Operation> operations;

  /** Ids that callers know and no create returned: they must be from creates without an answer. */
  private final Set<String> unclaimed = new TreeSet<>();

  /** Of resources that somebody saw as a create made them: that value, by id. */
  private final Map<String, String> firstValues = new HashMap<>();

  private final Set<Visited> deadEnds = new HashSet<>();
  private final List<Operation> order = new ArrayList<>();

  private HistoryChecker(List<Operation> operations) {
    if (operations.size() > MAX_OPERATIONS) {
      throw new IllegalArgumentException("more operations than a long has bits");
    }
    this.operations =
        operations.stream()
            .sorted(Comparator.comparingLong(Operation::end).thenComparingLong(Operation::start))
            .toList();
    Set<String> claimed = new HashSet<>();
    for (Operation operation : operations) {
      switch (operation.call()) {
        case Call.Get(String id) -> unclaimed.add(id);
        case Call.Update(String id, _, _) -> unclaimed.add(id);
        case Call.Delete(String id, _) -> unclaimed.add(id);
        case Call.Report(String id, _, _) -> unclaimed.add(id);
        case Call.Create _, Call.ListAll _, Call.ReadStored _ -> {
          // These name none.
        }
      }
      switch (operation.answer()) {
        case Answer.Created(String id) -> claimed.add(id);
        case Answer.Replayed(String id) -> unclaimed.add(id);
        case Answer.Listed(var resources) -> unclaimed.addAll(resources.keySet());
        case Answer.Stored(_, Answer.Listed(var resources)) -> unclaimed.addAll(resources.keySet());
        case Answer.Shown _, Answer.Done _, Answer.Refused _, Answer.Unavailable _ -> {
          // These name none.
        }
      }
    }
    unclaimed.removeAll(claimed);
    Set<String> createdValues = new HashSet<>();
    for (Operation operation : operations) {
      if (operation.call() instanceof Call.Create(_, String value)) {
        createdValues.add(value);
      }
    }
    for (Operation operation : operations) {
      if (operation.answer() instanceof Answer.Listed(var resources)) {
        resources.forEach((id, value) -> {
          if (createdValues.contains(value)) {
            firstValues.put(id, value);
          }
        });
      }
    }
  }

  /**
   * Returns a sequential order that explains the history of an initially empty organization; empty
   * if there is none.
   */
  static Optional<List<Operation>> orderOf(int limit, List<Operation> history) {
    var checker = new HistoryChecker(history);
    return checker.search(0, Model.empty(limit))
        ? Optional.of(List.copyOf(checker.order))
        : Optional.empty();
  }

  /**
   * Tries every operation that can be next.
   *
   * @param done a bit for each operation that is already ordered
   */
  private boolean search(long done, Model state) {
    if (isExplained(done)) {
      return true;
    }
    var visited = new Visited(done, state);
    if (deadEnds.contains(visited)) {
      return false;
    }
    long firstEnd = firstEndOfTheOthers(done);
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      if (isDone(done, i) || operation.start() > firstEnd) {
        continue;
      }
      order.add(operation);
      for (Model next : after(state, operation)) {
        if (search(done | 1L << i, next)) {
          return true;
        }
      }
      order.removeLast();
    }
    deadEnds.add(visited);
    return false;
  }

  /** Returns the possible next states; none if the answer is impossible in this state. */
  private List<Model> after(Model state, Operation operation) {
    Call call = operation.call();
    if (!operation.isUnanswered()) {
      String newId = operation.answer() instanceof Answer.Created(String id) ? id : unseen(state);
      Model.Step step = state.after(call, newId);
      return step.answer().equals(operation.answer()) && !state.ids().contains(newId)
          ? List.of(step.after())
          : List.of();
    }
    Model.Step step = state.after(call, unseen(state));
    // One that changes nothing explains nothing.
    if (step.after().equals(state)) {
      return List.of();
    }
    List<Model> states = new ArrayList<>();
    if (call instanceof Call.Create(_, String value)) {
      for (String id : unclaimed) {
        if (!state.ids().contains(id) && value.equals(firstValues.getOrDefault(id, value))) {
          states.add(state.after(call, id).after());
        }
      }
    }
    states.add(step.after());
    return states;
  }

  private static String unseen(Model state) {
    return "unseen " + state.ids().size();
  }

  private boolean isExplained(long done) {
    for (int i = 0; i < operations.size(); i++) {
      if (!isDone(done, i) && !operations.get(i).isUnanswered()) {
        return false;
      }
    }
    return true;
  }

  private long firstEndOfTheOthers(long done) {
    for (int i = 0; i < operations.size(); i++) {
      if (!isDone(done, i)) {
        return operations.get(i).end();
      }
    }
    return Operation.NEVER;
  }

  private static boolean isDone(long done, int index) {
    return (done >> index & 1) == 1;
  }

  private record Visited(long done, Model state) {}
}
