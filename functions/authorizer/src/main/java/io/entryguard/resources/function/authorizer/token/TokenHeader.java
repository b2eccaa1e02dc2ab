package io.entryguard.resources.function.authorizer.token;

import io.entryguard.resources.function.authorizer.AuthenticationFailure;
import java.util.Optional;
import java.util.Set;

/**
 * The header of a token, as far as it is listened to.
 *
 * @param algorithm what the token says; the key decides
 */
record TokenHeader(SigningAlgorithm algorithm, Optional<String> keyId) {
  /**
   * Members that bring or name a key, or change what is signed or how it is to be read. Ignoring
   * them would be safe today; a token that has them was not made by the product's issuer. {@code
   * crit} is here because none of the extensions that it could ask for is understood.
   */
  private static final Set<String> REFUSED =
      Set.of("crit", "b64", "jwk", "jku", "x5u", "x5c", "enc", "zip");

  static TokenHeader of(Json.Members header) {
    if (header.byName().keySet().stream().anyMatch(REFUSED::contains)) {
      throw new TokenRefusedException(AuthenticationFailure.TOKEN_HEADER);
    }
    Optional<String> type = text(header, "typ");
    if (type.isPresent() && !type.get().equalsIgnoreCase("JWT")) {
      throw new TokenRefusedException(AuthenticationFailure.TOKEN_HEADER);
    }
    Optional<String> keyId = text(header, "kid");
    if (keyId.isPresent() && !KeyId.isValid(keyId.get())) {
      throw new TokenRefusedException(AuthenticationFailure.TOKEN_HEADER);
    }
    SigningAlgorithm algorithm =
        text(header, "alg")
            .flatMap(SigningAlgorithm::named)
            .orElseThrow(() -> new TokenRefusedException(AuthenticationFailure.TOKEN_ALGORITHM));
    return new TokenHeader(algorithm, keyId);
  }

  private static Optional<String> text(Json.Members header, String name) {
    return header
        .get(name)
        .map(value -> {
          if (value instanceof Json.Text(String text)) {
            return text;
          }
          throw new TokenRefusedException(AuthenticationFailure.TOKEN_HEADER);
        });
  }
}
