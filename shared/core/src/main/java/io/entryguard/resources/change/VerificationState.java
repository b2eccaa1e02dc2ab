package io.entryguard.resources.change;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a resource's verifications. Each attribute only ever goes up, in version or in
 * time, so that the same verifications lead to the same state in whatever order they come.
 *
 * @param newest the verification of the highest version, which says whether the resource is active;
 *     empty until the first
 * @param lastVerifiedAt the latest success of all
 * @param updatedAt the latest of all verifications, or when the resource was created
 */
public record VerificationState(
    Optional<Verification> newest, Optional<Instant> lastVerifiedAt, Instant updatedAt) {
  public VerificationState {
    requireNonNull(newest, "newest is null");
    requireNonNull(lastVerifiedAt, "lastVerifiedAt is null");
    requireNonNull(updatedAt, "updatedAt is null");
  }

  /** Whether the newest verification is of the same version and says something else. */
  public boolean contradicts(Verification verification) {
    return newest
        .filter(known -> known.version() == verification.version())
        .filter(known -> !known.equals(verification))
        .isPresent();
  }

  public VerificationState with(Verification verification) {
    return new VerificationState(
        newest.filter(known -> known.version() >= verification.version()).isPresent()
            ? newest
            : Optional.of(verification),
        verification.succeeded()
            ? Optional.of(later(lastVerifiedAt.orElse(Instant.MIN), verification.verifiedAt()))
            : lastVerifiedAt,
        later(updatedAt, verification.verifiedAt()));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
