package io.entryguard.resources.testing;

import io.entryguard.resources.rate.Lease;
import io.entryguard.resources.rate.Quota;
import io.entryguard.resources.rate.RequestCounter;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Counts in memory, for all limiters of a test. */
public final class InMemoryRequestCounter implements RequestCounter {
  private final Map<Minute, Integer> given = new HashMap<>();
  private int calls;

  private record Minute(Quota quota, Instant begin) {}

  @Override
  public synchronized Lease lease(Quota quota, Instant minute, int permits, int limit) {
    calls++;
    int before = given(quota, minute);
    if (before + permits > limit) {
      return new Lease(0, Math.max(0, limit - before));
    }
    given.put(new Minute(quota, minute), before + permits);
    return new Lease(permits, limit - before - permits);
  }

  /** Permits that were given out. */
  public synchronized int given(Quota quota, Instant minute) {
    return given.getOrDefault(new Minute(quota, minute), 0);
  }

  /** How often it was asked. */
  public synchronized int calls() {
    return calls;
  }
}
