package io.entryguard.resources.reliability;

import io.entryguard.resources.reliability.Observation.Created;
import io.entryguard.resources.reliability.Observation.Listed;
import io.entryguard.resources.reliability.Observation.Refused;
import io.entryguard.resources.reliability.Observation.Replayed;
import io.entryguard.resources.reliability.Observation.Unanswered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks whether a history is linearizable: whether a set of bounded size would have given the same
 * responses in some sequential order that respects real time. Searches like Wing and Gong, and
 * caches visited states, as Lowe proposes ("Testing for linearizability", 2017).
 *
 * <p>A create without a response may have taken effect at any time after it was sent, or never.
 */
final class HistoryChecker {
  private static final int MAX_OPERATIONS = Long.SIZE - 1;

  private final int limit;
  private final List<Operation> operations;

  /** Ids that callers saw and no create returned: they must be from creates without a response. */
  private final Set<String> unclaimed = new TreeSet<>();

  private final Set<Visited> deadEnds = new HashSet<>();
  private final List<Operation> order = new ArrayList<>();

  private HistoryChecker(int limit, List<Operation> operations) {
    if (operations.size() > MAX_OPERATIONS) {
      throw new IllegalArgumentException("more operations than a long has bits");
    }
    this.limit = limit;
    this.operations = List.copyOf(operations);
    Set<String> claimed = new HashSet<>();
    for (Operation operation : operations) {
      switch (operation.observed()) {
        case Created(Optional<String> key, String id) -> claimed.add(id);
        case Replayed(String key, String id) -> unclaimed.add(id);
        case Listed(var ids) -> unclaimed.addAll(ids);
        case Refused refused -> {}
        case Unanswered unanswered -> {}
      }
    }
    unclaimed.removeAll(claimed);
  }

  /**
   * Returns a sequential order that explains the history of an initially empty organization; empty
   * if there is none.
   */
  static Optional<List<Operation>> orderOf(int limit, List<Operation> history) {
    var checker = new HistoryChecker(limit, history);
    return checker.search(0, new State(Set.of(), Map.of()))
        ? Optional.of(List.copyOf(checker.order))
        : Optional.empty();
  }

  /**
   * Tries every operation that can be next.
   *
   * @param done a bit for each operation that is already ordered
   */
  private boolean search(long done, State state) {
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
      for (State next : state.after(operation.observed(), limit, unclaimed)) {
        if (search(done | 1L << i, next)) {
          return true;
        }
      }
      order.removeLast();
    }
    deadEnds.add(visited);
    return false;
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
    long first = Operation.NEVER;
    for (int i = 0; i < operations.size(); i++) {
      if (!isDone(done, i)) {
        first = Math.min(first, operations.get(i).end());
      }
    }
    return first;
  }

  private static boolean isDone(long done, int index) {
    return (done >> index & 1) == 1;
  }

  private record Visited(long done, State state) {}

  /**
   * The organization's state at one point of the order.
   *
   * @param ids the id of each resource, made up if no caller saw it
   * @param keys the created id by idempotency key
   */
  private record State(Set<String> ids, Map<String, String> keys) {
    /** Returns the possible next states; none if the observation is impossible in this state. */
    List<State> after(Observation observed, int limit, Set<String> unclaimed) {
      return switch (observed) {
        case Created(Optional<String> key, String id) ->
            isOpen(key, limit) && !ids.contains(id) ? List.of(with(key, id)) : List.of();
        case Replayed(String key, String id) ->
            id.equals(keys.get(key)) ? List.of(this) : List.of();
        case Refused(Optional<String> key) ->
            ids.size() >= limit && isNew(key) ? List.of(this) : List.of();
        case Listed(var listed) -> ids.equals(listed) ? List.of(this) : List.of();
        case Unanswered(Optional<String> key) ->
            isOpen(key, limit) ? withOneOf(key, unclaimed) : List.of();
      };
    }

    private boolean isOpen(Optional<String> key, int limit) {
      return ids.size() < limit && isNew(key);
    }

    private boolean isNew(Optional<String> key) {
      return key.filter(keys::containsKey).isEmpty();
    }

    private List<State> withOneOf(Optional<String> key, Set<String> unclaimed) {
      List<State> states = new ArrayList<>();
      for (String id : unclaimed) {
        if (!ids.contains(id)) {
          states.add(with(key, id));
        }
      }
      states.add(with(key, "unseen " + ids.size()));
      return states;
    }

    private State with(Optional<String> key, String id) {
      Set<String> moreIds = new HashSet<>(ids);
      moreIds.add(id);
      Map<String, String> moreKeys = new HashMap<>(keys);
      key.ifPresent(text -> moreKeys.put(text, id));
      return new State(Collections.unmodifiableSet(moreIds), Collections.unmodifiableMap(moreKeys));
    }
  }
}
