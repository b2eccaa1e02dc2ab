package io.entryguard.resources.function.authorizer.token;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a keyring's JSON.
 *
 * <p>RFC 7517 has readers ignore members that they don't know. This one refuses them: whoever
 * misspells {@code notAfter} must not keep the key for ever. The members of a published key that
 * mean nothing here are known and ignored; a certificate or its address is never looked at.
 */
final class JwkReader {
  private static final Set<String> COMMON =
      Set.of("kty", "alg", "kid", "use", "key_ops", "notAfter", "x5c", "x5t", "x5t#S256", "x5u");

  /** A signing key has no place where only verifying is done. */
  private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth");

  private static final int MAX_KEYS = 32;

  private JwkReader() {}

  static Keyring read(String json) {
    Json.Members document =
        JsonReader.read(json)
            .orElseThrow(() -> new KeyringFormatException("it is not one strict JSON object"));
    if (document.has("keys")) {
      return new Keyring(ofSet(document));
    }
    return new Keyring(List.of(ofKey(new JwkMembers("the key", document))));
  }

  private static List<VerificationKey> ofSet(Json.Members document) {
    if (document.byName().size() != 1) {
      throw new KeyringFormatException("there are members beside keys");
    }
    if (!(document.byName().get("keys") instanceof Json.Elements(var elements))) {
      throw new KeyringFormatException("keys is not an array");
    }
    if (elements.size() > MAX_KEYS) {
      throw new KeyringFormatException("there are more than %d keys".formatted(MAX_KEYS));
    }
    var keys = new ArrayList<VerificationKey>();
    for (int i = 0; i < elements.size(); i++) {
      if (!(elements.get(i) instanceof Json.Members members)) {
        throw new KeyringFormatException("keys[%d] is not an object".formatted(i));
      }
      keys.add(ofKey(new JwkMembers("keys[%d]".formatted(i), members)));
    }
    return keys;
  }

  private static VerificationKey ofKey(JwkMembers jwk) {
    SigningAlgorithm algorithm =
        SigningAlgorithm.named(jwk.text("alg"))
            .orElseThrow(() -> jwk.problem("alg", "is not HS256, RS256 or ES256"));
    checkUse(jwk);
    return new VerificationKey(id(jwk), algorithm, notAfter(jwk), signatures(jwk, algorithm));
  }

  private static SignatureCheck signatures(JwkMembers jwk, SigningAlgorithm algorithm) {
    return switch (algorithm) {
      case HS256 -> {
        checkMembers(jwk, "oct", Set.of("k"));
        yield SignatureCheck.hmac(HmacSecret.read(jwk));
      }
      case RS256 -> {
        checkMembers(jwk, "RSA", Set.of("n", "e"));
        yield SignatureCheck.rsa(RsaKey.read(jwk));
      }
      case ES256 -> {
        checkMembers(jwk, "EC", Set.of("crv", "x", "y"));
        yield SignatureCheck.ecdsa(P256Key.read(jwk));
      }
    };
  }

  private static void checkMembers(JwkMembers jwk, String type, Set<String> material) {
    if (!jwk.text("kty").equals(type)) {
      throw jwk.problem("kty", "is not the one of its alg");
    }
    for (String member : jwk.names()) {
      if (PRIVATE.contains(member)) {
        throw jwk.problem(member, "is private: only the public key belongs here");
      }
      if (!COMMON.contains(member) && !material.contains(member)) {
        // Unlike all others this name is not known to be harmless, so it is not repeated.
        throw new KeyringFormatException(jwk.name() + " has an unknown member");
      }
    }
  }

  /** RFC 7517, sections 4.2 and 4.3: a key that is for something else does not verify. */
  private static void checkUse(JwkMembers jwk) {
    if (jwk.optionalText("use").filter(use -> !use.equals("sig")).isPresent()) {
      throw jwk.problem("use", "is not sig");
    }
    Optional<List<String>> operations = jwk.optionalTexts("key_ops");
    if (operations.isEmpty()) {
      return;
    }
    if (!operations.get().contains("verify")) {
      throw jwk.problem("key_ops", "does not have verify");
    }
    if (new HashSet<>(operations.get()).size() < operations.get().size()) {
      throw jwk.problem("key_ops", "has an operation twice");
    }
  }

  private static Optional<String> id(JwkMembers jwk) {
    Optional<String> id = jwk.optionalText("kid");
    if (id.isPresent() && !KeyId.isValid(id.get())) {
      throw jwk.problem("kid", "is not 1 to %d printable characters".formatted(KeyId.MAX_LENGTH));
    }
    return id;
  }

  private static Optional<Instant> notAfter(JwkMembers jwk) {
    return jwk.optionalText("notAfter").map(text -> instant(jwk, text));
  }

  private static Instant instant(JwkMembers jwk, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw jwk.problem("notAfter", "is not an instant like 2026-02-18T11:00:00Z");
    }
  }
}
