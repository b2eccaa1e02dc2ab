package io.entryguard.resources.resource;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes resource ids: UUIDs of version 7 (RFC 9562), milliseconds first, then a counter in the 12
 * bits of {@code rand_a}, then 62 random bits. Each is greater than the one before, also within a
 * millisecond and when the clock goes back.
 */
@Singleton
public final class ResourceIds {
  private static final int COUNTER_BITS = 12;
  private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;

  private final InstantSource clock;
  private final RandomGenerator random;

  /** Milliseconds and counter of the last id, as one number. */
  private long last;

  @Inject
  public ResourceIds(InstantSource clock, RandomGenerator random) {
    this.clock = requireNonNull(clock, "clock is null");
    this.random = requireNonNull(random, "random is null");
  }

  public ResourceId next() {
    long tick = tick();
    long high = (tick >>> COUNTER_BITS << 16) | 0x7000 | (tick & COUNTER_MASK);
    long low = 0x8000_0000_0000_0000L | (random.nextLong() >>> 2);
    return new ResourceId(new UUID(high, low));
  }

  private synchronized long tick() {
    last = Math.max(last + 1, clock.millis() << COUNTER_BITS);
    return last;
  }
}
