package io.entryguard.resources.function.authorizer.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.function.authorizer.credential.AuthenticationFailure;
import io.entryguard.resources.function.authorizer.keyring.Keyring;
import io.entryguard.resources.function.authorizer.keyring.SigningAlgorithm;
import java.util.Optional;
import java.util.Set;

/**
 * The members of a token's header that this service uses.
 *
 * @param algorithm the token's {@code alg}; only keys of this algorithm can verify it
 */
record TokenHeader(SigningAlgorithm algorithm, Optional<String> keyId) {
  /**
   * Forbidden members, which supply or locate a key, or change what is signed. The product's issuer
   * sends none of them. {@code crit} is among them because no extension is supported.
   */
  private static final Set<String> REFUSED =
      Set.of("crit", "b64", "jwk", "jku", "x5u", "x5c", "enc", "zip");

  static TokenHeader of(ObjectNode header) {
    if (REFUSED.stream().anyMatch(header::has)) {
      throw new TokenRefusedException(AuthenticationFailure.TOKEN_HEADER);
    }
    Optional<String> type = text(header, "typ");
    if (type.isPresent() && !type.get().equalsIgnoreCase("JWT")) {
      throw new TokenRefusedException(AuthenticationFailure.TOKEN_HEADER);
    }
    Optional<String> keyId = text(header, "kid");
    if (keyId.isPresent() && !Keyring.isValidKeyId(keyId.get())) {
      throw new TokenRefusedException(AuthenticationFailure.TOKEN_HEADER);
    }
    SigningAlgorithm algorithm =
        text(header, "alg")
            .flatMap(SigningAlgorithm::named)
            .orElseThrow(() -> new TokenRefusedException(AuthenticationFailure.TOKEN_ALGORITHM));
    return new TokenHeader(algorithm, keyId);
  }

  private static Optional<String> text(ObjectNode header, String name) {
    JsonNode value = header.get(name);
    if (value != null && value.textValue() == null) {
      throw new TokenRefusedException(AuthenticationFailure.TOKEN_HEADER);
    }
    return Optional.ofNullable(value).map(JsonNode::textValue);
  }
}
