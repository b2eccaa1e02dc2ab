package io.entryguard.resources.function.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entryguard.resources.access.KeyHash;
import io.entryguard.resources.client.Network;
import io.entryguard.resources.snapstart.Priming;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks a token and a key before anybody presents one. Both are made up for a keyring that is made
 * up with them.
 */
final class AuthorizerPriming {
  private static final int SECRET_BYTES = 48;
  private static final String ALLOWED = "\"Effect\":\"Allow\"";

  private AuthorizerPriming() {}

  /** Checks a token and a key on a network in memory, each so many times. */
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
    priming.run(
        requests,
        byToken,
        ALLOWED,
        network -> {
          Authorizer authorizer = components.apply(network).authorizer();
          return (request, _) -> authorizer.authorize(request);
        });
    priming.run(
        requests,
        Priming.resource("authorizer-api-key.json"),
        ALLOWED,
        network -> {
          Authorizer authorizer = components.apply(network).authorizer();
          return (request, _) -> authorizer.authorize(request);
        });
  }

  /** Reads over the real network: a key that nobody has, and the keyring, which is forgotten. */
  static void read(AuthorizerComponent component) {
    component.apiKeys().find(KeyHash.of("priming"));
    component.keyring().current();
    // A snapshot outlives rotations, and a keyring is nothing to keep on a disk.
    component.keyring().invalidate();
  }

  private static String keyring(byte[] secret) {
    String keyring =
        "{\\\"kty\\\":\\\"oct\\\",\\\"alg\\\":\\\"HS256\\\",\\\"k\\\":\\\"%s\\\"}"
            .formatted(encode(secret));
    return "{\"ARN\":\"priming\",\"Name\":\"priming\",\"SecretString\":\"" + keyring + "\"}";
  }

  /** It never expires, so that a start at any time is primed alike. */
  private static String token(byte[] secret) {
    String signed =
        encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(UTF_8))
            + "."
            + encode(
                ("{\"iss\":\"priming\",\"aud\":\"priming\",\"sub\":\"priming\","
                        + "\"organizationId\":\"00000000-0000-0000-0000-000000000000\","
                        + "\"roles\":[\"ORG_ADMIN\"],\"exp\":253402300799}")
                    .getBytes(UTF_8));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return signed + "." + encode(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
