package io.entryguard.resources.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A run's token and API key, and the keyring and hash by which the authorizer verifies them. */
final class Tokens {
  private static final Duration LIFETIME = Duration.ofHours(12);
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  /** As long as the template's generated secret. */
  private final byte[] secret = SecureRandom.getSeed(48);

  private final String apiKey = "eg_live_" + HexFormat.of().formatHex(SecureRandom.getSeed(16));

  /** Returns the keyring as a JWK set. */
  String keyring() {
    return """
    {"keys":[{"kty":"oct","alg":"HS256","kid":"bench","k":"%s"}]}\
    """
        .formatted(BASE64URL.encodeToString(secret));
  }

  /** Returns a token like the product's own, for an administrator of the organization. */
  String admin(String issuer, String audience, String organization) {
    long now = Instant.now().getEpochSecond();
    String input =
        encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
            + "."
            + encode(
                """
                {"iss":"%s","aud":"%s","sub":"bench","organizationId":"%s","roles":["ORG_ADMIN"],"iat":%d,"exp":%d}\
                """
                    .formatted(issuer, audience, organization, now, now + LIFETIME.toSeconds()));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return input + "." + BASE64URL.encodeToString(mac.doFinal(input.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HmacSHA256", e);
    }
  }

  private static String encode(String json) {
    return BASE64URL.encodeToString(json.getBytes(UTF_8));
  }

  String apiKey() {
    return apiKey;
  }

  /** The hash under which the key is stored. */
  String apiKeyHash() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(apiKey.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
