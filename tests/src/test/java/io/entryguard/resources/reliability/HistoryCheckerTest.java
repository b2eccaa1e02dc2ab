package io.entryguard.resources.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entryguard.resources.refusal.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class HistoryCheckerTest {
  private static final int LIMIT = 2;

  /** The value of all resources that are as they were created. */
  private static final String NEW = "new";

  private record Seen(Call call, Answer answer) {}

  private static Operation at(long start, long end, Seen seen) {
    return new Operation(start, end, seen.call(), seen.answer());
  }

  private static Operation lost(long start) {
    return lost(start, new Call.Create(Optional.empty(), NEW));
  }

  private static Operation lost(long start, String key) {
    return lost(start, new Call.Create(Optional.of(key), NEW));
  }

  private static Operation lost(long start, Call call) {
    return at(start, Operation.NEVER, new Seen(call, new Answer.Unavailable()));
  }

  private static Seen created(String id) {
    return new Seen(new Call.Create(Optional.empty(), NEW), new Answer.Created(id));
  }

  private static Seen created(String id, String key) {
    return new Seen(new Call.Create(Optional.of(key), NEW), new Answer.Created(id));
  }

  private static Seen replayed(String id, String key) {
    return new Seen(new Call.Create(Optional.of(key), NEW), new Answer.Replayed(id));
  }

  private static Seen refused() {
    return refused(new Call.Create(Optional.empty(), NEW), ErrorCode.MAX_RESOURCES_REACHED);
  }

  private static Seen refused(Call call, ErrorCode code) {
    return new Seen(call, new Answer.Refused(code));
  }

  private static Seen gone(Call call) {
    return refused(call, ErrorCode.RESOURCE_NOT_FOUND);
  }

  private static Seen listed(String... ids) {
    return listed(Stream.of(ids).collect(Collectors.toMap(id -> id, _ -> NEW)));
  }

  private static Seen listed(Map<String, String> resources) {
    return new Seen(new Call.ListAll(), new Answer.Listed(resources));
  }

  private static Seen stored(int count, String... ids) {
    var resources = new Answer.Listed(Stream.of(ids).collect(Collectors.toMap(id -> id, _ -> NEW)));
    return new Seen(new Call.ReadStored(), new Answer.Stored(count, resources));
  }

  private static Call get(String id) {
    return new Call.Get(id);
  }

  private static Seen found(String id, String value) {
    return new Seen(get(id), new Answer.Shown(value));
  }

  private static Call update(String id, String value) {
    return new Call.Update(id, Optional.empty(), value);
  }

  private static Call update(String id, String ifMatch, String value) {
    return new Call.Update(id, Optional.of(ifMatch), value);
  }

  private static Seen updated(String id, String value) {
    return new Seen(update(id, value), new Answer.Shown(value));
  }

  private static Seen updated(String id, String ifMatch, String value) {
    return new Seen(update(id, ifMatch, value), new Answer.Shown(value));
  }

  private static Call delete(String id) {
    return new Call.Delete(id, Optional.empty());
  }

  private static Call delete(String id, String ifMatch) {
    return new Call.Delete(id, Optional.of(ifMatch));
  }

  private static Seen deleted(String id) {
    return new Seen(delete(id), new Answer.Done());
  }

  private static Seen deleted(String id, String ifMatch) {
    return new Seen(delete(id, ifMatch), new Answer.Done());
  }

  private static Seen reported(String id, int sessions, long version) {
    return new Seen(new Call.Report(id, sessions, version), new Answer.Done());
  }

  private static Arguments history(String what, Operation... operations) {
    return Arguments.of(what, List.of(operations));
  }

  static Stream<Arguments> possible() {
    return Stream.of(
        history("nothing at all"),
        history(
            "one after the other",
            at(1, 2, listed()),
            at(3, 4, created("a")),
            at(5, 6, listed("a")),
            at(7, 8, created("b")),
            at(9, 10, refused()),
            at(11, 12, listed("a", "b"))),
        history("a list beside a create sees it", at(1, 4, created("a")), at(2, 3, listed("a"))),
        history("a list beside a create does not", at(1, 4, created("a")), at(2, 3, listed())),
        history(
            "one refused that ends before the ones that filled it",
            at(1, 10, created("a")),
            at(2, 11, created("b")),
            at(3, 4, refused())),
        history(
            "two lists beside a create, the later one sees it",
            at(1, 10, created("a")),
            at(2, 3, listed()),
            at(4, 5, listed("a"))),
        history("an unanswered create that took place", lost(1), at(2, 3, listed("a"))),
        history("an unanswered create that did not", lost(1), at(2, 3, listed())),
        history(
            "an unanswered create that takes place much later",
            lost(1),
            at(2, 3, listed()),
            at(4, 5, created("b")),
            at(6, 7, listed("b")),
            at(8, 9, listed("a", "b"))),
        history(
            "an unanswered create that nobody saw, and that fills the limit",
            lost(1),
            at(2, 3, created("a")),
            at(4, 5, refused())),
        history(
            "two unanswered creates, seen in an order",
            lost(1),
            lost(2),
            at(3, 4, listed("b")),
            at(5, 6, listed("a", "b"))),
        history(
            "a replay",
            at(1, 2, created("a", "key")),
            at(3, 4, created("b")),
            at(5, 6, replayed("a", "key"))),
        history(
            "a replay of what was not answered",
            lost(1, "key"),
            at(2, 3, replayed("a", "key")),
            at(4, 5, listed("a"))),
        history(
            "an unanswered create whose key another one used first",
            lost(1, "key"),
            at(2, 3, created("a", "key")),
            at(4, 5, listed("a")),
            at(6, 7, created("b")),
            at(8, 9, listed("a", "b"))),
        history(
            "a whole life",
            at(1, 2, created("a")),
            at(3, 4, found("a", NEW)),
            at(5, 6, updated("a", NEW, "x")),
            at(7, 8, refused(update("a", NEW, "y"), ErrorCode.PRECONDITION_FAILED)),
            at(9, 10, listed(Map.of("a", "x"))),
            at(11, 12, deleted("a", "x")),
            at(13, 14, gone(get("a"))),
            at(15, 16, gone(update("a", "y"))),
            at(17, 18, gone(delete("a"))),
            at(19, 20, listed())),
        history(
            "a delete makes room",
            at(1, 2, created("a")),
            at(3, 4, created("b")),
            at(5, 10, deleted("a")),
            at(6, 7, refused()),
            at(8, 9, created("c")),
            at(11, 12, listed("b", "c"))),
        history(
            "two updates at once, in an order",
            at(1, 2, created("a")),
            at(3, 10, updated("a", "x")),
            at(4, 11, updated("a", "y")),
            at(12, 13, found("a", "x"))),
        history(
            "an unanswered update that takes place much later",
            at(1, 2, created("a")),
            lost(3, update("a", "x")),
            at(4, 5, found("a", NEW)),
            at(6, 7, found("a", "x"))),
        history(
            "an unanswered delete that makes room",
            at(1, 2, created("a")),
            at(3, 4, created("b")),
            lost(5, delete("a")),
            at(6, 7, refused()),
            at(8, 9, created("c"))),
        history(
            "an unanswered delete that found the resource changed",
            at(1, 2, created("a")),
            at(3, 4, updated("a", "x")),
            lost(5, delete("a", NEW)),
            at(6, 7, found("a", "x"))),
        history(
            "a replay after the resource was deleted",
            at(1, 2, created("a", "key")),
            at(3, 4, deleted("a")),
            at(5, 6, replayed("a", "key"))),
        history(
            "sessions that hold a delete up until they end, as the newest report says",
            at(1, 2, created("a")),
            at(3, 4, reported("a", 1, 2)),
            at(5, 6, reported("a", 0, 1)),
            at(7, 8, refused(delete("a"), ErrorCode.RESOURCE_IN_USE)),
            at(9, 10, reported("a", 0, 3)),
            at(11, 12, deleted("a"))),
        history("what is stored", at(1, 2, created("a")), at(3, 4, stored(1, "a"))),
        history(
            "an unanswered create that is stored",
            at(1, 2, created("a")),
            lost(3),
            at(4, 5, stored(2, "a", "b"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("possible")
  void findsAnOrder(String what, List<Operation> history) {
    assertThat(HistoryChecker.orderOf(LIMIT, history)).as(what).isPresent();
  }

  static Stream<Arguments> impossible() {
    return Stream.of(
        history(
            "one past the limit",
            at(1, 2, created("a")),
            at(3, 4, created("b")),
            at(5, 6, created("c"))),
        history(
            "one past the limit, all at once",
            at(1, 10, created("a")),
            at(2, 11, created("b")),
            at(3, 12, created("c"))),
        history("refused while there is room", at(1, 2, created("a")), at(3, 4, refused())),
        history(
            "refused before the one that filled it began",
            at(1, 2, created("a")),
            at(3, 4, refused()),
            at(5, 6, created("b"))),
        history("a list without what was created", at(1, 2, created("a")), at(3, 4, listed())),
        history(
            "a list with what was not created yet", at(1, 2, listed("a")), at(3, 4, created("a"))),
        history("a list with what nobody created", at(1, 2, listed("a"))),
        history(
            "a lost update",
            at(1, 10, created("a")),
            at(2, 11, created("b")),
            at(12, 13, listed("b"))),
        history(
            "what was there and is not any more",
            at(1, 10, created("a")),
            at(2, 3, listed("a")),
            at(4, 5, listed())),
        history(
            "two lists that saw different firsts",
            at(1, 10, created("a")),
            at(2, 11, created("b")),
            at(3, 5, listed("a")),
            at(4, 6, listed("b"))),
        history("the same id twice", at(1, 2, created("a")), at(3, 4, created("a"))),
        history(
            "more seen than unanswered creates can have made", lost(1), at(2, 3, listed("a", "b"))),
        history("seen before it was sent", at(1, 2, listed("a")), lost(3)),
        history(
            "an unanswered create past the limit",
            at(1, 2, created("a")),
            at(3, 4, created("b")),
            lost(5),
            at(6, 7, listed("a", "b", "c"))),
        history(
            "an unanswered create that was there and is not any more",
            lost(1),
            at(2, 3, listed("a")),
            at(4, 5, listed())),
        history(
            "a key that made two", at(1, 2, created("a", "key")), at(3, 4, created("b", "key"))),
        history(
            "a key that made two, the first one unanswered",
            lost(1, "key"),
            at(2, 3, listed("a")),
            at(4, 5, created("b", "key"))),
        history(
            "an unanswered try that made a second one later",
            lost(1, "key"),
            at(2, 3, created("a", "key")),
            at(4, 5, listed("a", "b"))),
        history(
            "a replay of another create",
            at(1, 2, created("a", "key")),
            at(3, 4, created("b")),
            at(5, 6, replayed("b", "key"))),
        history("a replay of nothing", at(1, 2, replayed("a", "key"))),
        history(
            "refused, though its key had been granted",
            at(1, 2, created("a", "key")),
            at(3, 4, created("b")),
            at(
                5,
                6,
                refused(
                    new Call.Create(Optional.of("key"), NEW), ErrorCode.MAX_RESOURCES_REACHED))),
        history(
            "an update that another one under If-Match lost",
            at(1, 2, created("a")),
            at(3, 10, updated("a", NEW, "x")),
            at(4, 11, updated("a", NEW, "y"))),
        history(
            "an update that nobody sees",
            at(1, 2, created("a")),
            at(3, 4, updated("a", "x")),
            at(5, 6, found("a", NEW))),
        history(
            "a value that goes back",
            at(1, 2, created("a")),
            at(3, 10, updated("a", "x")),
            at(4, 5, found("a", "x")),
            at(6, 7, listed("a"))),
        history(
            "an unanswered update against If-Match",
            at(1, 2, created("a")),
            at(3, 4, updated("a", "x")),
            lost(5, update("a", NEW, "y")),
            at(6, 7, found("a", "y"))),
        history(
            "a resource that comes back",
            at(1, 2, created("a")),
            at(3, 4, deleted("a")),
            at(5, 6, found("a", NEW))),
        history(
            "a resource that comes back by an update",
            at(1, 2, created("a")),
            at(3, 4, deleted("a")),
            at(5, 6, updated("a", "x"))),
        history(
            "a resource that was deleted twice",
            at(1, 2, created("a")),
            at(3, 10, deleted("a")),
            at(4, 11, deleted("a"))),
        history(
            "a place that a delete did not make free",
            at(1, 2, created("a")),
            at(3, 4, created("b")),
            at(5, 6, deleted("a")),
            at(7, 8, refused())),
        history(
            "a delete of what another caller has changed",
            at(1, 2, created("a")),
            at(3, 4, updated("a", "x")),
            at(5, 6, deleted("a", NEW))),
        history(
            "a delete while sessions use the resource",
            at(1, 2, created("a")),
            at(3, 4, reported("a", 1, 1)),
            at(5, 6, deleted("a"))),
        history(
            "refused by sessions that had ended",
            at(1, 2, created("a")),
            at(3, 4, reported("a", 1, 1)),
            at(5, 6, reported("a", 0, 2)),
            at(7, 8, refused(delete("a"), ErrorCode.RESOURCE_IN_USE))),
        history("a counter that is wrong", at(1, 2, created("a")), at(3, 4, stored(2, "a"))),
        history("a create that is not stored", at(1, 2, created("a")), at(3, 4, stored(0))),
        history(
            "two stored under one key",
            lost(1, "key"),
            lost(2, "key"),
            at(3, 4, stored(2, "a", "b"))),
        history("not found though it is there", at(1, 2, created("a")), at(3, 4, gone(get("a")))),
        history(
            "a precondition that failed though it held",
            at(1, 2, created("a")),
            at(3, 4, refused(update("a", NEW, "x"), ErrorCode.PRECONDITION_FAILED))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("impossible")
  void findsNoOrder(String what, List<Operation> history) {
    assertThat(HistoryChecker.orderOf(LIMIT, history)).as(what).isEmpty();
  }

  @Test
  void agreesWithAnExhaustiveSearch() {
    var random = new Random(4);
    int possible = 0;
    for (int i = 0; i < 3_000; i++) {
      List<Operation> history = randomHistory(random);
      boolean expected = existsByTryingAll(new ArrayList<>(), history);
      assertThat(HistoryChecker.orderOf(LIMIT, history).isPresent())
          .as("%s", history)
          .isEqualTo(expected);
      possible += expected ? 1 : 0;
    }
    assertThat(possible).isBetween(1_000, 2_500);
  }

  @Test
  void returnsAValidOrder() {
    List<Operation> history =
        List.of(at(1, 10, created("a")), at(2, 11, created("b")), at(3, 4, listed("b")), lost(5));

    assertThat(HistoryChecker.orderOf(LIMIT, history).orElseThrow())
        .containsExactly(history.get(1), history.get(2), history.get(0));
  }

  @Test
  void rejectsMoreOperationsThanSupported() {
    List<Operation> history =
        Stream.iterate(1L, start -> start + 2)
            .limit(64)
            .map(start -> at(start, start + 1, listed()))
            .toList();

    assertThat(HistoryChecker.orderOf(LIMIT, history.subList(0, 63))).isPresent();
    assertThatThrownBy(() -> HistoryChecker.orderOf(LIMIT, history))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /**
   * Returns up to five calls at random times, answered as in some order of theirs; in about half of
   * the histories, one answer is then another one.
   */
  private static List<Operation> randomHistory(Random random) {
    int count = 2 + random.nextInt(4);
    List<Long> ticks = new ArrayList<>();
    for (long tick = 1; tick <= 2L * count; tick++) {
      ticks.add(tick);
    }
    Collections.shuffle(ticks, random);
    Model state = Model.empty(LIMIT);
    List<Operation> history = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long one = ticks.get(2 * i);
      long other = ticks.get(2 * i + 1);
      Call call = randomCall(random, i);
      boolean isLost = !call.isRead() && random.nextInt(4) == 0;
      Model.Step step = state.after(call, "id" + i);
      if (!isLost || random.nextBoolean()) {
        state = step.after();
      }
      history.add(
          new Operation(
              Math.min(one, other),
              isLost ? Operation.NEVER : Math.max(one, other),
              call,
              isLost ? new Answer.Unavailable() : step.answer()));
    }
    if (random.nextInt(3) > 0) {
      int wrong = random.nextInt(count);
      Operation right = history.get(wrong);
      if (!right.isUnanswered()) {
        history.set(
            wrong,
            new Operation(
                right.start(), right.end(), right.call(), randomAnswer(random, right.call())));
      }
    }
    return history;
  }

  /** The first ones create, so that there is something to call for. */
  private static Call randomCall(Random random, int number) {
    String id = "id" + random.nextInt(2);
    String value = "value" + number;
    Optional<String> ifMatch =
        random.nextBoolean() ? Optional.empty() : Optional.of("value" + random.nextInt(3));
    return switch (random.nextInt(number == 0 ? 1 : 7)) {
      case 0, 1 -> new Call.Create(Optional.empty(), value);
      case 2 -> random.nextInt(3) == 0 ? new Call.ReadStored() : new Call.ListAll();
      case 3 -> new Call.Get(id);
      case 4 -> new Call.Update(id, ifMatch, value);
      case 5 -> new Call.Delete(id, ifMatch);
      default -> new Call.Report(id, random.nextInt(2), number);
    };
  }

  private static Answer randomAnswer(Random random, Call call) {
    return switch (call) {
      case Call.Create _ ->
          random.nextBoolean()
              ? new Answer.Refused(ErrorCode.MAX_RESOURCES_REACHED)
              : new Answer.Created("id" + random.nextInt(3));
      case Call.ListAll() ->
          new Answer.Listed(random.nextBoolean() ? Map.of() : Map.of("id0", "value0"));
      case Call.ReadStored() ->
          new Answer.Stored(random.nextInt(2), new Answer.Listed(Map.of("id0", "value0")));
      case Call.Get _ -> new Answer.Shown("value" + random.nextInt(3));
      case Call.Update(_, _, String value) ->
          switch (random.nextInt(3)) {
            case 0 -> new Answer.Refused(ErrorCode.RESOURCE_NOT_FOUND);
            case 1 -> new Answer.Refused(ErrorCode.PRECONDITION_FAILED);
            default -> new Answer.Shown(value);
          };
      case Call.Delete _ ->
          switch (random.nextInt(4)) {
            case 0 -> new Answer.Refused(ErrorCode.RESOURCE_NOT_FOUND);
            case 1 -> new Answer.Refused(ErrorCode.PRECONDITION_FAILED);
            case 2 -> new Answer.Refused(ErrorCode.RESOURCE_IN_USE);
            default -> new Answer.Done();
          };
      case Call.Report _ -> new Answer.Done();
    };
  }

  /** The definition of linearizability, without optimization. */
  private static boolean existsByTryingAll(List<Operation> order, List<Operation> others) {
    if (others.stream().allMatch(Operation::isUnanswered)
        && keepsRealTime(order)
        && new Replay(order).isPossible(0, Map.of(), Set.of(), Map.of())) {
      return true;
    }
    for (Operation next : others) {
      List<Operation> longer = new ArrayList<>(order);
      longer.add(next);
      List<Operation> fewer = new ArrayList<>(others);
      fewer.remove(next);
      if (existsByTryingAll(longer, fewer)) {
        return true;
      }
    }
    return false;
  }

  private static boolean keepsRealTime(List<Operation> order) {
    for (int i = 0; i < order.size(); i++) {
      for (int j = i + 1; j < order.size(); j++) {
        if (order.get(j).end() < order.get(i).start()) {
          return false;
        }
      }
    }
    return true;
  }

  /** The rules once more, written answer by answer. */
  private record Replay(List<Operation> order) {
    /**
     * Whether the order is possible from an operation on.
     *
     * @param values the value of each resource that is there
     * @param used the ids that were ever there
     * @param reports the newest report of each resource
     */
    boolean isPossible(
        int from, Map<String, String> values, Set<String> used, Map<String, Call.Report> reports) {
      if (from == order.size()) {
        return true;
      }
      Operation next = order.get(from);
      Map<String, String> changed = new HashMap<>(values);
      Map<String, Call.Report> heard = new HashMap<>(reports);
      switch (next.answer()) {
        case Answer.Created(String id) -> {
          return createsAs(id, from, values, used, reports);
        }
        case Answer.Unavailable _ when next.call() instanceof Call.Create -> {
          return Stream.of("id0", "id1", "id2", "id3", "id4", "lost" + from)
              .anyMatch(id -> createsAs(id, from, values, used, reports));
        }
        case Answer.Unavailable _ -> {
          switch (next.call()) {
            case Call.Update(String id, Optional<String> ifMatch, String value)
                when isThere(id, ifMatch, values) ->
                changed.put(id, value);
            case Call.Delete(String id, Optional<String> ifMatch)
                when isThere(id, ifMatch, values) && !isInUse(id, reports) ->
                changed.remove(id);
            case Call.Report report when values.containsKey(report.id()) -> hear(report, heard);
            default -> {
              return false;
            }
          }
        }
        case Answer.Done _ -> {
          switch (next.call()) {
            case Call.Delete(String id, Optional<String> ifMatch) -> {
              if (!isThere(id, ifMatch, values) || isInUse(id, reports)) {
                return false;
              }
              changed.remove(id);
            }
            case Call.Report report -> {
              if (values.containsKey(report.id())) {
                hear(report, heard);
              }
            }
            default -> throw new IllegalStateException("not made here");
          }
        }
        case Answer.Shown(String value) -> {
          if (next.call() instanceof Call.Update(String id, Optional<String> ifMatch, _)) {
            if (!isThere(id, ifMatch, values)) {
              return false;
            }
            changed.put(id, value);
          } else if (next.call() instanceof Call.Get(String id) && !value.equals(values.get(id))) {
            return false;
          }
        }
        case Answer.Listed(Map<String, String> resources) -> {
          if (!resources.equals(values)) {
            return false;
          }
        }
        case Answer.Stored(int count, Answer.Listed(Map<String, String> resources)) -> {
          if (count != values.size() || !resources.equals(values)) {
            return false;
          }
        }
        case Answer.Refused(ErrorCode code) -> {
          if (!isRefused(next.call(), code, values, reports)) {
            return false;
          }
        }
        case Answer.Replayed _ -> throw new IllegalStateException("not made here");
      }
      return isPossible(from + 1, changed, used, heard);
    }

    private boolean createsAs(
        String id,
        int from,
        Map<String, String> values,
        Set<String> used,
        Map<String, Call.Report> reports) {
      if (values.size() == LIMIT || used.contains(id)) {
        return false;
      }
      Map<String, String> more = new HashMap<>(values);
      more.put(id, ((Call.Create) order.get(from).call()).value());
      Set<String> moreUsed = new HashSet<>(used);
      moreUsed.add(id);
      return isPossible(from + 1, more, moreUsed, reports);
    }

    private static boolean isRefused(
        Call call, ErrorCode code, Map<String, String> values, Map<String, Call.Report> reports) {
      return switch (call) {
        case Call.Create _ -> values.size() == LIMIT;
        case Call.Get(String id) -> !values.containsKey(id);
        case Call.Update(String id, Optional<String> ifMatch, _) ->
            code == ErrorCode.RESOURCE_NOT_FOUND
                ? !values.containsKey(id)
                : values.containsKey(id) && !isThere(id, ifMatch, values);
        case Call.Delete(String id, Optional<String> ifMatch) ->
            switch (code) {
              case RESOURCE_NOT_FOUND -> !values.containsKey(id);
              case PRECONDITION_FAILED -> values.containsKey(id) && !isThere(id, ifMatch, values);
              default -> isThere(id, ifMatch, values) && isInUse(id, reports);
            };
        case Call.ListAll _, Call.ReadStored _, Call.Report _ ->
            throw new IllegalStateException("not made here");
      };
    }

    private static boolean isThere(
        String id, Optional<String> ifMatch, Map<String, String> values) {
      String value = values.get(id);
      return value != null && (ifMatch.isEmpty() || ifMatch.get().equals(value));
    }

    private static boolean isInUse(String id, Map<String, Call.Report> reports) {
      Call.Report report = reports.get(id);
      return report != null && report.sessions() > 0;
    }

    private static void hear(Call.Report report, Map<String, Call.Report> heard) {
      heard.merge(
          report.id(), report, (one, other) -> one.version() < other.version() ? other : one);
    }
  }
}
