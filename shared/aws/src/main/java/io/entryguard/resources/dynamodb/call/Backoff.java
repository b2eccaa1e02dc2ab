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
  /** The first try among them; more add load to a store that has too much of it. */
  private static final int MAX_TRIES = 10;

  /** The first try among them. The time left ends most callers' tries long before. */
  private static final int MAX_TRIES_AFTER_CONFLICTS = 100;

  /** About as long as a transaction takes that another one waits for. */
  private static final Duration BASE = Duration.ofMillis(50);

  /** Waiting longer brings no more through, and has the caller wait. */
  private static final Duration LONGEST = Duration.ofMillis(800);

  /** The tries after which a caller whose transactions conflict waits less and less. */
  private static final int PATIENT_TRIES = 4;

  /**
   * Waiting less than that, 32 callers fill a small machine with tries that are refused, and bring
   * half as many creates through.
   */
  private static final Duration SHORTEST = Duration.ofMillis(200);

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
    return tries < MAX_TRIES
        && waitUpTo(Math.min(BASE.toMillis() << tries, LONGEST.toMillis()), deadline);
  }

  /**
   * The same after a conflict with another transaction. Those that have been refused a few times
   * wait less each time, so that they pass before those that have just come.
   */
  public boolean waitAfterConflict(int tries, Deadline deadline) {
    return tries < MAX_TRIES_AFTER_CONFLICTS && waitUpTo(longestAfterConflict(tries), deadline);
  }

  private static long longestAfterConflict(int tries) {
    if (tries <= PATIENT_TRIES) {
      return BASE.toMillis() << tries;
    }
    int halvings = Math.min(tries - PATIENT_TRIES, Long.SIZE - 1);
    return Math.max((BASE.toMillis() << PATIENT_TRIES) >> halvings, SHORTEST.toMillis());
  }

  private boolean waitUpTo(long longest, Deadline deadline) {
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
