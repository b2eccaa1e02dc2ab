package io.entryguard.resources.function.authorizer.keyring;

import java.util.Optional;

/** The algorithms that a key here may have; a key has exactly one. */
public enum SigningAlgorithm {
  HS256,
  RS256,
  ES256;

  /** Takes the exact name of RFC 7518, section 3.1; empty for anything else. */
  public static Optional<SigningAlgorithm> named(String name) {
    for (SigningAlgorithm algorithm : values()) {
      if (algorithm.name().equals(name)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }
}
