package io.entryguard.resources.function.authorizer;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.entryguard.resources.access.KeyHash;
import io.entryguard.resources.client.Network;
import io.entryguard.resources.snapstart.Priming;
import io.entryguard.resources.text.CanonicalBase64Url;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Primes the function with a made-up token, the made-up keyring that verifies it, and a key. */
final class AuthorizerPriming {
  private static final int SECRET_BYTES = 48;
  private static final String ALLOWED = "\"Effect\":\"Allow\"";

  private AuthorizerPriming() {}

  /** Authenticates a token and a key on an in-memory network, each this many times. */
  static void run(
      Map<String, String> environment,
      int requests,
      Function<Map<String, String>, Function<Network, AuthorizerComponent>> wiring) {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    Map<String, String> primed = new HashMap<>(Priming.environment(environment));
    primed.put("TOKEN_ISSUER", "priming");
    primed.put("TOKEN_AUDIENCE", "priming");
    primed.put("TOKEN_ORGANIZATION_CLAIM", "organizationId");
    primed.put("TOKEN_ROLES_CLAIM", "roles");
    Function<Network, AuthorizerComponent> components = wiring.apply(primed);
    Priming<AuthorizerRequest, AuthorizerResponse> priming =
        Priming.with(new AuthorizerSerializer(), AuthorizerRequest.class, AuthorizerResponse.class)
            .withResponse("GetSecretValue", keyring(secret));
    String byToken =
        Priming.resource("authorizer-token.json")
            .replaceAll("Bearer [^\"]*", "Bearer " + token(secret));
    String byKey = Priming.resource("authorizer-api-key.json");
    for (String event : List.of(byToken, byKey)) {
      priming.run(
          requests,
          event,
          ALLOWED,
          network -> {
            Authorizer authorizer = components.apply(network).authorizer();
            return (request, _) -> authorizer.authorize(request);
          });
    }
  }

  /** Reads an unknown key and the keyring over the real network, then invalidates the keyring. */
  static void read(AuthorizerComponent component) {
    component.apiKeys().find(KeyHash.of("priming"));
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
