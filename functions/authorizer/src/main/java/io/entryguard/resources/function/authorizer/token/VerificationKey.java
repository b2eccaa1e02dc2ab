package io.entryguard.resources.function.authorizer.token;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A key that tells whether a token was signed by the product's issuer.
 *
 * @param id its {@code kid}, by which a token may name it
 * @param notAfter the last moment at which it is used; empty for a key that is not being retired
 * @param signatures tells its own from others
 */
record VerificationKey(
    Optional<String> id,
    SigningAlgorithm algorithm,
    Optional<Instant> notAfter,
    SignatureCheck signatures) {
  VerificationKey {
    requireNonNull(id, "id is null");
    requireNonNull(algorithm, "algorithm is null");
    requireNonNull(notAfter, "notAfter is null");
    requireNonNull(signatures, "signatures is null");
  }

  boolean isUsableAt(Instant now) {
    return notAfter.isEmpty() || !now.isAfter(notAfter.get());
  }

  @Override
  public String toString() {
    return "VerificationKey[%s, %s]".formatted(id.orElse("without kid"), algorithm);
  }
}
