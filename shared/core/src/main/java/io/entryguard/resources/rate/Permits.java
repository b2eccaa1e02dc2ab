package io.entryguard.resources.rate;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.OptionalInt;

/** The permits that this function holds of one quota in one minute. */
final class Permits {
  /**
   * A lease is at most a sixth of what was spent, so at most a seventh of a minute's permits can be
   * held by functions that have no more requests.
   */
  private static final int SPENT_FOR_EACH_LEASED = 6;

  private final Instant minute;

  private int held;

  /** Since leases began at one. */
  private int spent;

  /** Permits that no function had leased when the counter was last asked. */
  private int left;

  Permits(Instant minute, int limit) {
    this.minute = requireNonNull(minute, "minute is null");
    this.left = limit;
  }

  Instant minute() {
    return minute;
  }

  boolean isOf(Instant other) {
    return minute.equals(other);
  }

  /** Spends a permit, and says how many more there are; empty if none is held. */
  synchronized OptionalInt spend() {
    if (held == 0) {
      return OptionalInt.empty();
    }
    held--;
    spent++;
    return OptionalInt.of(held + left);
  }

  /** Adds what was leased, and spends a permit for the request that it was leased for. */
  synchronized OptionalInt add(Lease lease) {
    // Answers may come in another order than that of their leases, and no permit comes back.
    left = Math.min(left, lease.left());
    held += lease.permits();
    return spend();
  }

  /** How many to lease next; zero if none is left, and then none will be. */
  synchronized int wanted() {
    return Math.min(Math.max(1, spent / SPENT_FOR_EACH_LEASED), left);
  }

  /** Begins again with leases of one: while answers are lost, each costs a permit and not more. */
  synchronized void restart() {
    spent = 0;
  }
}
