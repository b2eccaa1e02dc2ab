package io.entryguard.resources.change;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The last request for a verification of a resource.
 *
 * @param requestedAt to the second
 * @param afterVersion the newest verification that was known then, 0 for none: a newer one is the
 *     answer
 */
public record VerificationRequest(Instant requestedAt, long afterVersion) {
  public VerificationRequest {
    requestedAt =
        requireNonNull(requestedAt, "requestedAt is null").truncatedTo(ChronoUnit.SECONDS);
    if (afterVersion < 0) {
      throw new IllegalArgumentException("afterVersion is negative");
    }
  }
}
