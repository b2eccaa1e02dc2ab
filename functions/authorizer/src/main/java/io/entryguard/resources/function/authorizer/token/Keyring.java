package io.entryguard.resources.function.authorizer.token;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys with which tokens are verified, in the order in which they were given. */
public final class Keyring {
  /**
   * How many keys a token without {@code kid} is tried against: one before, one now, one next.
   * Without a bound, every forged token would cost a verification for each key.
   */
  static final int MAX_CANDIDATES = 3;

  private final List<VerificationKey> keys;

  Keyring(List<VerificationKey> keys) {
    this.keys = List.copyOf(keys);
    if (keys.isEmpty()) {
      throw new KeyringFormatException("there is no key");
    }
    Set<String> ids = new HashSet<>();
    for (VerificationKey key : keys) {
      if (key.id().isPresent() && !ids.add(key.id().get())) {
        throw new KeyringFormatException("two keys have the same kid");
      }
    }
  }

  /**
   * Reads a JWK or a JWK set (RFC 7517).
   *
   * <p>Each key is {@code oct} with HS256, {@code RSA} with RS256 or {@code EC} P-256 with ES256,
   * and says so in {@code alg}. {@code kid} is optional and unique. {@code notAfter}, a member of
   * this service's own, is the ISO 8601 instant up to which a key that is being retired is used.
   *
   * @throws KeyringFormatException for anything else; a keyring is taken whole or not at all
   */
  public static Keyring parse(String json) {
    return JwkReader.read(json);
  }

  Optional<VerificationKey> withId(String id) {
    return keys.stream().filter(key -> key.id().filter(id::equals).isPresent()).findFirst();
  }

  /** The keys that may have signed a token that names none: the first three that are in use. */
  List<VerificationKey> candidates(SigningAlgorithm algorithm, Instant now) {
    return keys.stream()
        .filter(key -> key.algorithm() == algorithm && key.isUsableAt(now))
        .limit(MAX_CANDIDATES)
        .toList();
  }

  @Override
  public String toString() {
    return "Keyring" + keys;
  }
}
