package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.resource.TimeLeft;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits between tries: exponentially longer, each time a random part of it ("full jitter"), so that
 * callers who collided do not meet again. See <a
 * href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential
 * Backoff And Jitter</a>.
 */
final class Backoff {
  /**
   * The first try among them: what four do not bring through is more load than waiting helps
   * against.
   */
  private static final int MAX_TRIES = 4;

  /** About as long as a transaction takes that another one waits for. */
  private static final Duration BASE = Duration.ofMillis(50);

  private final Sleeper sleeper;
  private final RandomGenerator random;

  @Inject
  Backoff(Sleeper sleeper, RandomGenerator random) {
    this.sleeper = requireNonNull(sleeper, "sleeper is null");
    this.random = requireNonNull(random, "random is null");
  }

  /**
   * Waits before another try, if there may be one.
   *
   * @param tries how many there were
   * @return false, at once, when there were enough, or the time left is too short
   */
  boolean waitAfter(int tries, TimeLeft timeLeft) {
    if (tries >= MAX_TRIES) {
      return false;
    }
    Duration longest = BASE.multipliedBy(1L << tries);
    Duration wait = Duration.ofMillis(random.nextLong(longest.toMillis() + 1));
    if (timeLeft.remaining().minus(StoreCalls.RESERVE).compareTo(wait) < 0) {
      return false;
    }
    try {
      sleeper.sleep(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
