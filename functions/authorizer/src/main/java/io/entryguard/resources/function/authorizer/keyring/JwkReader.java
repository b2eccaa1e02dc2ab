package io.entryguard.resources.function.authorizer.keyring;

import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a keyring from JSON.
 *
 * <p>RFC 7517 lets readers ignore unknown members. This one rejects them, because a misspelt {@code
 * notAfter} would keep a key in use forever. The standard members that are not used here, such as
 * certificates and their URLs, are ignored.
 */
final class JwkReader {
  private static final Set<String> COMMON =
      Set.of("kty", "alg", "kid", "use", "key_ops", "notAfter", "x5c", "x5t", "x5t#S256", "x5u");

  /** The members of a private key, which a verifier must not hold. */
  private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth");

  private static final int MAX_KEYS = 32;

  private JwkReader() {}

  static Keyring read(String json) {
    ObjectNode document =
        StrictJsonObject.read(json)
            .orElseThrow(() -> new KeyringFormatException("it is not one strict JSON object"));
    if (document.has("keys")) {
      return new Keyring(ofSet(document));
    }
    return new Keyring(List.of(ofKey(new Jwk("the key", document))));
  }

  private static List<VerificationKey> ofSet(ObjectNode document) {
    if (document.size() != 1) {
      throw new KeyringFormatException("there are members beside keys");
    }
    if (!(document.get("keys") instanceof ArrayNode elements)) {
      throw new KeyringFormatException("keys is not an array");
    }
    if (elements.size() > MAX_KEYS) {
      throw new KeyringFormatException("there are more than %d keys".formatted(MAX_KEYS));
    }
    var keys = new ArrayList<VerificationKey>();
    for (int i = 0; i < elements.size(); i++) {
      if (!(elements.get(i) instanceof ObjectNode members)) {
        throw new KeyringFormatException("keys[%d] is not an object".formatted(i));
      }
      keys.add(ofKey(new Jwk("keys[%d]".formatted(i), members)));
    }
    return keys;
  }

  private static VerificationKey ofKey(Jwk jwk) {
    SigningAlgorithm algorithm =
        SigningAlgorithm.named(jwk.text("alg"))
            .orElseThrow(() -> jwk.problem("alg", "is not HS256, RS256 or ES256"));
    checkUse(jwk);
    return new VerificationKey(id(jwk), algorithm, notAfter(jwk), verification(jwk, algorithm));
  }

  private static Algorithm verification(Jwk jwk, SigningAlgorithm algorithm) {
    return switch (algorithm) {
      case HS256 -> {
        checkMembers(jwk, "oct", Set.of("k"));
        yield Algorithm.HMAC256(HmacSecret.read(jwk));
      }
      case RS256 -> {
        checkMembers(jwk, "RSA", Set.of("n", "e"));
        yield Algorithm.RSA256(RsaKey.read(jwk));
      }
      case ES256 -> {
        checkMembers(jwk, "EC", Set.of("crv", "x", "y"));
        yield Algorithm.ECDSA256(P256Key.read(jwk));
      }
    };
  }

  private static void checkMembers(Jwk jwk, String type, Set<String> material) {
    if (!jwk.text("kty").equals(type)) {
      throw jwk.problem("kty", "is not the one of its alg");
    }
    for (Map.Entry<String, JsonNode> entry : jwk.members().properties()) {
      String member = entry.getKey();
      if (PRIVATE.contains(member)) {
        throw jwk.problem(member, "is private: only the public key belongs here");
      }
      if (!COMMON.contains(member) && !material.contains(member)) {
        // An unknown name may be part of a secret, so it is not quoted.
        throw new KeyringFormatException(jwk.name() + " has an unknown member");
      }
    }
  }

  /** RFC 7517, sections 4.2 and 4.3: rejects a key whose use is not verification. */
  private static void checkUse(Jwk jwk) {
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

  private static Optional<String> id(Jwk jwk) {
    Optional<String> id = jwk.optionalText("kid");
    if (id.isPresent() && !Keyring.isValidKeyId(id.get())) {
      throw jwk.problem(
          "kid", "is not 1 to %d printable characters".formatted(Keyring.MAX_KEY_ID_LENGTH));
    }
    return id;
  }

  private static Optional<Instant> notAfter(Jwk jwk) {
    return jwk.optionalText("notAfter").map(text -> instant(jwk, text));
  }

  private static Instant instant(Jwk jwk, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw jwk.problem("notAfter", "is not an instant like 2026-02-18T11:00:00Z");
    }
  }
}
