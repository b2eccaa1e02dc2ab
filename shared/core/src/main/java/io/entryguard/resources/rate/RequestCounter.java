package io.entryguard.resources.rate;

import java.time.Instant;

/** Gives out permits to all functions together, in a minute never more than the limit. */
public interface RequestCounter {
  /**
   * Takes permits, all or none.
   *
   * @param minute its beginning
   * @param permits from one to the limit
   * @throws RuntimeException when it cannot say; the permits may be taken all the same
   */
  Lease lease(Quota quota, Instant minute, int permits, int limit);
}
