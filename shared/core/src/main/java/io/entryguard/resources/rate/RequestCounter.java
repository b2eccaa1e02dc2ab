package io.entryguard.resources.rate;

import io.entryguard.resources.organization.OrganizationId;
import java.time.Instant;
import java.util.OptionalInt;

/** Counts requests for all functions together, so that no more pass than may. */
public interface RequestCounter {
  /**
   * Counts one more request, if it is within the limit.
   *
   * @param minute its beginning
   * @return how many there are with this one; empty if there were as many as may be, and then it is
   *     not counted
   * @throws RuntimeException when it cannot count now
   */
  OptionalInt count(OrganizationId organization, Instant minute, int limit);
}
