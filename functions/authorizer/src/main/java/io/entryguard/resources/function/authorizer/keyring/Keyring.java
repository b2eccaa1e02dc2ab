package io.entryguard.resources.function.authorizer.keyring;

import io.entryguard.resources.text.Text;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The keys with which tokens are verified, in their given order. */
public final class Keyring {
  /**
   * The most keys that a token without {@code kid} is verified with: the previous, the current and
   * the next. Without a limit, every forged token would cost a verification for each key.
   */
  static final int MAX_CANDIDATES = 3;

  static final int MAX_KEY_ID_LENGTH = 128;

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
   * as stated by its {@code alg}. {@code kid} is optional and unique. {@code notAfter}, a member
   * that only this service defines, is the ISO 8601 instant until which a key that is being retired
   * is used.
   *
   * @throws KeyringFormatException if the JSON is malformed or any key is not as above
   */
  public static Keyring parse(String json) {
    return JwkReader.read(json);
  }

  /** Whether this text is a valid {@code kid} of a key or a token. */
  public static boolean isValidKeyId(String text) {
    return !text.isBlank()
        && text.codePointCount(0, text.length()) <= MAX_KEY_ID_LENGTH
        && !Text.hasControls(text);
  }

  Optional<VerificationKey> withId(String id) {
    return keys.stream().filter(key -> key.id().filter(id::equals).isPresent()).findFirst();
  }

  /** The keys that may have signed a token without {@code kid}: the first three in use. */
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
