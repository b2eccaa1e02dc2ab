package io.entryguard.resources.dynamodb.call;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.Sleeper;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits between tries, each time a random part of a bound ("jitter"), so that callers who collided
 * do not meet again. See <a
 * href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential
 * Backoff And Jitter</a>.
 */
public final class Backoff {
  /** The first try among them; more add load to a store that has too much of it. */
  private static final int MAX_TRIES = 10;

  /** The first try among them. More would only cost capacity: by then, far too many are at it. */
  private static final int MAX_TRIES_AFTER_CONFLICTS = 100;

  /** About as long as a transaction takes that another one waits for. */
  private static final Duration BASE = Duration.ofMillis(50);

  /** Waiting longer brings no more through, and has the caller wait. */
  private static final Duration LONGEST = Duration.ofMillis(800);

  /** Most often, one other caller was in the way, and is not any more. */
  private static final Duration AFTER_ONE_CONFLICT = Duration.ofMillis(100);

  /** About as long as some thirty callers take, one after the other. */
  private static final Duration AFTER_TWO_CONFLICTS = Duration.ofMillis(600);

  /** Less brings hardly more through; refused tries cost capacity as well. */
  private static final Duration SHORTEST_AFTER_CONFLICTS = Duration.ofMillis(40);

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
    long longest = Math.min(BASE.toMillis() << tries, LONGEST.toMillis());
    return tries < MAX_TRIES && waitBetween(0, longest, deadline);
  }

  /**
   * The same after a conflict with another transaction. The second wait is long, and each after it
   * half as long: of many callers at once, those that have waited longest pass before those that
   * have just come.
   */
  public boolean waitAfterConflict(int tries, Deadline deadline) {
    if (tries >= MAX_TRIES_AFTER_CONFLICTS) {
      return false;
    }
    if (tries == 1) {
      return waitBetween(0, AFTER_ONE_CONFLICT.toMillis(), deadline);
    }
    int halvings = Math.min(tries - 2, Long.SIZE - 1);
    long longest =
        Math.max(AFTER_TWO_CONFLICTS.toMillis() >> halvings, SHORTEST_AFTER_CONFLICTS.toMillis());
    return waitBetween(longest / 2, longest, deadline);
  }

  private boolean waitBetween(long shortest, long longest, Deadline deadline) {
    Duration wait = Duration.ofMillis(random.nextLong(shortest, longest + 1));
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
