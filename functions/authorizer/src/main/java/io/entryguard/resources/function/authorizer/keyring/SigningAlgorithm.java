package io.entryguard.resources.function.authorizer.keyring;

import java.util.Optional;

/** The supported algorithms; a key has exactly one. */
public enum SigningAlgorithm {
  HS256,
  RS256,
  ES256;

  /** Returns the algorithm with this exact name of RFC 7518, section 3.1; empty if unsupported. */
  public static Optional<SigningAlgorithm> named(String name) {
    for (SigningAlgorithm algorithm : values()) {
      if (algorithm.name().equals(name)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }
}
