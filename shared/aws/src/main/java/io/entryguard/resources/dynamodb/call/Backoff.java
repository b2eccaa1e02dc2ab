package io.entryguard.resources.dynamodb.call;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.Sleeper;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits between tries: exponentially longer, up to a bound, each time a random part of it ("full
 * jitter"), so that callers who collided do not meet again. See <a
 * href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential
 * Backoff And Jitter</a>.
 */
public final class Backoff {
  /**
   * The first try among them. With four, a third of the creates that 32 callers make at once in one
   * organization were given up (docs/performance.md); what ten do not bring through is more load
   * than waiting helps against.
   */
  private static final int MAX_TRIES = 10;

  /** About as long as a transaction takes that another one waits for. */
  private static final Duration BASE = Duration.ofMillis(50);

  /** Waiting longer brings no more through, and has the caller wait. */
  private static final Duration LONGEST = Duration.ofMillis(800);

  private final Sleeper sleeper;
  private final RandomGenerator random;

  @Inject
  public Backoff(Sleeper sleeper, RandomGenerator random) {
    this.sleeper = requireNonNull(sleeper, "sleeper is null");
    this.random = requireNonNull(random, "random is null");
  }

  /**
   * Waits before another try, if there may be one.
   *
   * @param tries how many there were
   * @return false, at once, when there were enough, or the time left is too short
   */
  public boolean waitAfter(int tries, Deadline deadline) {
    if (tries >= MAX_TRIES) {
      return false;
    }
    long longest = Math.min(BASE.toMillis() << tries, LONGEST.toMillis());
    Duration wait = Duration.ofMillis(random.nextLong(longest + 1));
    if (deadline.remaining().minus(StoreCalls.RESERVE).compareTo(wait) < 0) {
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
