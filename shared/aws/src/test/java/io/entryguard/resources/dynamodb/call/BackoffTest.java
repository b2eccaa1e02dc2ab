package io.entryguard.resources.dynamodb.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.store.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  private static final Deadline ENOUGH_TIME = () -> Duration.ofSeconds(10);

  /** Always draws the smallest. */
  private static final RandomGenerator LUCKY =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          throw new UnsupportedOperationException();
        }

        @Override
        public long nextLong(long origin, long bound) {
          return origin;
        }
      };

  private final List<Duration> waits = new ArrayList<>();

  /** Always draws the largest number that it may. */
  private final RandomGenerator unlucky =
      new RandomGenerator() {
        @Override
        public long nextLong() {
          throw new UnsupportedOperationException();
        }

        @Override
        public long nextLong(long origin, long bound) {
          return bound - 1;
        }
      };

  private final Backoff backoff = new Backoff(waits::add, unlucky);

  @Test
  void waitsTwiceAsLongAtTheMostAfterEachTryUpToABoundAndNotAfterTheTenth() {
    for (int tries = 1; tries < 10; tries++) {
      assertThat(backoff.waitAfter(tries, ENOUGH_TIME)).isTrue();
    }
    assertThat(backoff.waitAfter(10, ENOUGH_TIME)).isFalse();

    assertThat(waits)
        .extracting(Duration::toMillis)
        .containsExactly(100L, 200L, 400L, 800L, 800L, 800L, 800L, 800L, 800L);
  }

  @Test
  void waitsLongAfterTheSecondConflictThenLessAndLessAndNotAfterAHundred() {
    for (int tries = 1; tries < 100; tries++) {
      assertThat(backoff.waitAfterConflict(tries, ENOUGH_TIME)).isTrue();
    }
    assertThat(backoff.waitAfterConflict(100, ENOUGH_TIME)).isFalse();

    assertThat(waits)
        .extracting(Duration::toMillis)
        .startsWith(100L, 600L, 300L, 150L, 75L, 40L, 40L)
        .endsWith(40L)
        .hasSize(99);
  }

  @Test
  void waitsAtLeastHalfOfThatFromTheSecondConflictOn() {
    var lucky = new Backoff(waits::add, LUCKY);
    for (int tries = 1; tries < 8; tries++) {
      assertThat(lucky.waitAfterConflict(tries, ENOUGH_TIME)).isTrue();
    }

    assertThat(waits)
        .extracting(Duration::toMillis)
        .containsExactly(0L, 300L, 150L, 75L, 37L, 20L, 20L);
  }

  @Test
  void waitsAnyTimeDownToNone() {
    assertThat(new Backoff(waits::add, LUCKY).waitAfter(1, ENOUGH_TIME)).isTrue();

    assertThat(waits).containsExactly(Duration.ZERO);
  }

  @Test
  void leavesHalfASecondAfterTheWait() {
    assertThat(backoff.waitAfter(1, () -> Duration.ofMillis(599))).isFalse();
    assertThat(waits).isEmpty();

    assertThat(backoff.waitAfter(1, () -> Duration.ofMillis(600))).isTrue();
    assertThat(waits).hasSize(1);

    assertThat(backoff.waitAfterConflict(1, () -> Duration.ofMillis(599))).isFalse();
    assertThat(backoff.waitAfterConflict(2, () -> Duration.ofMillis(1_099))).isFalse();
    assertThat(waits).hasSize(1);
  }

  @Test
  void givesUpWhenItsThreadIsToStopAndPassesThatOn() {
    var interrupted =
        new Backoff(
            _ -> {
              throw new InterruptedException();
            },
            unlucky);

    assertThat(interrupted.waitAfter(1, ENOUGH_TIME)).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }
}
