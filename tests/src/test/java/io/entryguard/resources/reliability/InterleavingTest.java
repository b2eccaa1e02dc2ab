package io.entryguard.resources.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class InterleavingTest {
  private static String run(long seed) {
    return run(new Interleaving(seed));
  }

  /** The order of three callers of two steps each. */
  static String run(Interleaving interleaving) {
    var steps = new StringBuilder();
    List<Runnable> callers = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      callers.add(() -> {
        steps.append(name);
        interleaving.pause();
        steps.append(name);
      });
    }
    interleaving.run(callers);
    return steps.toString();
  }

  @Test
  void runsTheSameSeedInTheSameOrder() {
    assertThat(run(7)).isEqualTo(run(7)).hasSize(6);
  }

  @Test
  void reachesEveryOrder() {
    Set<String> orders = new HashSet<>();
    for (long seed = 0; seed < 2_000; seed++) {
      orders.add(run(seed));
    }
    // 6! / (2! 2! 2!) ways to mix three callers of two steps each.
    assertThat(orders).hasSize(90);
  }

  @Test
  void doesNotPauseOtherThreads() {
    var interleaving = new Interleaving(1);
    List<String> steps = new ArrayList<>();

    interleaving.pause();
    interleaving.run(List.of(() -> steps.add("caller")));

    assertThat(steps).containsExactly("caller");
  }

  @Test
  void reportsAFailedCaller() {
    var failure = new IllegalArgumentException();

    assertThatThrownBy(() ->
            new Interleaving(1)
                .run(
                    List.of(() -> {
                      throw failure;
                    })))
        .hasCause(failure);
  }
}
