package io.entryguard.resources.change;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One verification of a resource, run elsewhere in the product.
 *
 * @param verifiedAt to the second
 * @param version grows with every verification of the resource
 */
public record Verification(boolean succeeded, Instant verifiedAt, long version) {
  public Verification {
    verifiedAt = requireNonNull(verifiedAt, "verifiedAt is null").truncatedTo(ChronoUnit.SECONDS);
    if (version < 1) {
      throw new IllegalArgumentException("version is not positive");
    }
  }
}
