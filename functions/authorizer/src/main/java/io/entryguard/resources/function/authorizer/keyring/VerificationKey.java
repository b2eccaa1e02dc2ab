package io.entryguard.resources.function.authorizer.keyring;

import static java.util.Objects.requireNonNull;

import com.auth0.jwt.algorithms.Algorithm;
import java.time.Instant;
import java.util.Optional;

/**
 * A key of the product's issuer, with which the signatures of its tokens are verified.
 *
 * @param id the key's {@code kid}, by which a token may name it
 * @param notAfter the last instant at which the key is used; empty if it is not being retired
 * @param verification java-jwt's algorithm with this key
 */
record VerificationKey(
    Optional<String> id,
    SigningAlgorithm algorithm,
    Optional<Instant> notAfter,
    Algorithm verification) {
  VerificationKey {
    requireNonNull(id, "id is null");
    requireNonNull(algorithm, "algorithm is null");
    requireNonNull(notAfter, "notAfter is null");
    requireNonNull(verification, "verification is null");
  }

  boolean isUsableAt(Instant now) {
    return notAfter.isEmpty() || !now.isAfter(notAfter.get());
  }

  @Override
  public String toString() {
    return "VerificationKey[%s, %s]".formatted(id.orElse("without kid"), algorithm);
  }
}
