package io.entryguard.resources.jwt;

import static java.util.Objects.requireNonNull;

import com.auth0.jwt.algorithms.Algorithm;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that tells whether a token was signed by the product's issuer.
 *
 * @param id its {@code kid}, by which a token may name it
 * @param notAfter the last moment at which it is used; empty for a key that is not being retired
 * @param verifier bound to this key's material and algorithm
 */
record VerificationKey(
    Optional<String> id,
    SigningAlgorithm algorithm,
    Optional<Instant> notAfter,
    Algorithm verifier) {
  VerificationKey {
    requireNonNull(id, "id is null");
    requireNonNull(algorithm, "algorithm is null");
    requireNonNull(notAfter, "notAfter is null");
    requireNonNull(verifier, "verifier is null");
  }

  boolean isUsableAt(Instant now) {
    return notAfter.isEmpty() || !now.isAfter(notAfter.get());
  }

  @Override
  public String toString() {
    return "VerificationKey[%s, %s]".formatted(id.orElse("without kid"), algorithm);
  }
}
