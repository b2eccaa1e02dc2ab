package io.entryguard.resources.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entryguard.resources.reliability.Observation.Created;
import io.entryguard.resources.reliability.Observation.Listed;
import io.entryguard.resources.reliability.Observation.Refused;
import io.entryguard.resources.reliability.Observation.Replayed;
import io.entryguard.resources.reliability.Observation.Unanswered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class HistoryCheckerTest {
  private static final int LIMIT = 2;

  private static Operation at(long start, long end, Observation observed) {
    return new Operation(start, end, observed);
  }

  private static Operation lost(long start) {
    return at(start, Operation.NEVER, new Unanswered(Optional.empty()));
  }

  private static Operation lost(long start, String key) {
    return at(start, Operation.NEVER, new Unanswered(Optional.of(key)));
  }

  private static Created created(String id) {
    return new Created(Optional.empty(), id);
  }

  private static Created created(String id, String key) {
    return new Created(Optional.of(key), id);
  }

  private static Refused refused() {
    return new Refused(Optional.empty());
  }

  private static Listed listed(String... ids) {
    return new Listed(Set.of(ids));
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
            at(5, 6, new Replayed("key", "a"))),
        history(
            "a replay of what was not answered",
            lost(1, "key"),
            at(2, 3, new Replayed("key", "a")),
            at(4, 5, listed("a"))),
        history(
            "an unanswered create whose key another one used first",
            lost(1, "key"),
            at(2, 3, created("a", "key")),
            at(4, 5, listed("a")),
            at(6, 7, created("b")),
            at(8, 9, listed("a", "b"))));
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
            at(5, 6, new Replayed("key", "b"))),
        history("a replay of nothing", at(1, 2, new Replayed("key", "a"))),
        history(
            "refused, though its key had been granted",
            at(1, 2, created("a", "key")),
            at(3, 4, created("b")),
            at(5, 6, new Refused(Optional.of("key")))));
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
    assertThat(possible).isBetween(300, 2_700);
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

  /** Returns up to five calls at random times; about half of the histories are possible. */
  private static List<Operation> randomHistory(Random random) {
    int count = 2 + random.nextInt(4);
    List<Long> ticks = new ArrayList<>();
    for (long tick = 1; tick <= 2L * count; tick++) {
      ticks.add(tick);
    }
    Collections.shuffle(ticks, random);
    List<Operation> history = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long one = ticks.get(2 * i);
      long other = ticks.get(2 * i + 1);
      history.add(
          at(Math.min(one, other), Math.max(one, other), randomObservation(random, "id" + i)));
    }
    return history;
  }

  private static Observation randomObservation(Random random, String id) {
    return switch (random.nextInt(4)) {
      case 0, 1 -> created(id);
      case 2 -> refused();
      default -> random.nextBoolean() ? listed() : listed("id0");
    };
  }

  /** The definition of linearizability, without optimization. */
  private static boolean existsByTryingAll(List<Operation> order, List<Operation> others) {
    if (others.isEmpty()) {
      return keepsRealTime(order) && matchesASet(order);
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

  private static boolean matchesASet(List<Operation> order) {
    List<String> held = new ArrayList<>();
    for (Operation operation : order) {
      switch (operation.observed()) {
        case Created(var key, String id) -> {
          if (held.size() == LIMIT) {
            return false;
          }
          held.add(id);
        }
        case Refused refused -> {
          if (held.size() < LIMIT) {
            return false;
          }
        }
        case Listed(var ids) -> {
          if (!ids.equals(Set.copyOf(held))) {
            return false;
          }
        }
        case Replayed _, Unanswered _ -> throw new IllegalStateException("not made here");
      }
    }
    return true;
  }
}
