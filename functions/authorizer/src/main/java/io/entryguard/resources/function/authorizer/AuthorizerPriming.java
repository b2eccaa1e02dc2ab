package io.entryguard.resources.function.authorizer;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.entryguard.resources.access.KeyHash;
import io.entryguard.resources.client.Network;
import io.entryguard.resources.configuration.Environment;
import io.entryguard.resources.snapstart.Priming;
import io.entryguard.resources.text.CanonicalBase64Url;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.function.BiFunction;

/** Primes the function with a random secret, a token that is signed with it, and an API key. */
final class AuthorizerPriming {
  private static final int SECRET_BYTES = 48;
  private static final String ALLOWED = "\"Effect\":\"Allow\"";

  private AuthorizerPriming() {}

  /** Checks a token and a key. */
  static Priming<AuthorizerComponent, AuthorizerRequest, AuthorizerResponse> of(
      BiFunction<Environment, Network, AuthorizerComponent> wiring) {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return Priming.of(
            new AuthorizerSerializer(),
            AuthorizerRequest.class,
            AuthorizerResponse.class,
            wiring,
            component -> {
              Authorizer authorizer = component.authorizer();
              return (request, _) -> authorizer.authorize(request);
            })
        .withVariable("TOKEN_ISSUER", "priming")
        .withVariable("TOKEN_AUDIENCE", "priming")
        .withVariable("TOKEN_ORGANIZATION_CLAIM", "organizationId")
        .withVariable("TOKEN_ROLES_CLAIM", "roles")
        .withResponse("GetSecretValue", keyring(secret))
        .withEvent(
            Priming.resource("authorizer-token.json")
                .replaceAll("Bearer [^\"]*", "Bearer " + token(secret)),
            ALLOWED)
        .withEvent(Priming.resource("authorizer-api-key.json"), ALLOWED)
        .withRead(component -> component.apiKeys().find(KeyHash.of("priming")))
        .withRareRead(AuthorizerPriming::readKeyring);
  }

  private static void readKeyring(AuthorizerComponent component) {
    component.keyring().current();
    // A snapshot may be older than the last rotation, and must not hold secrets.
    component.keyring().invalidate();
  }

  private static String keyring(byte[] secret) {
    String keyring =
        "{\\\"kty\\\":\\\"oct\\\",\\\"alg\\\":\\\"HS256\\\",\\\"k\\\":\\\"%s\\\"}"
            .formatted(CanonicalBase64Url.encode(secret));
    return "{\"ARN\":\"priming\",\"Name\":\"priming\",\"SecretString\":\"" + keyring + "\"}";
  }

  /** It never expires, so that priming works at any time. */
  private static String token(byte[] secret) {
    return JWT.create()
        .withIssuer("priming")
        .withAudience("priming")
        .withSubject("priming")
        .withClaim("organizationId", "00000000-0000-0000-0000-000000000000")
        .withArrayClaim("roles", new String[] {"ORG_ADMIN"})
        .withExpiresAt(Instant.parse("9999-12-31T23:59:59Z"))
        .sign(Algorithm.HMAC256(secret));
  }
}
