package io.entryguard.resources.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that demo tokens are signed with, HS256.
 *
 * @param secret base64url
 */
public record SigningKey(String secret) {
  /** As long as the one that the template's secret generates. */
  private static final int BYTES = 48;

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  /** A new key. */
  public static SigningKey generate(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new SigningKey(BASE64URL.encodeToString(bytes));
  }

  /**
   * A token in compact form, with the product's own header: it names no key.
   *
   * @param claims JSON
   */
  public String sign(String claims) {
    String input = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encode(claims);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getUrlDecoder().decode(secret), "HmacSHA256"));
      return input + "." + BASE64URL.encodeToString(mac.doFinal(input.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HmacSHA256", e);
    }
  }

  private static String encode(String json) {
    return BASE64URL.encodeToString(json.getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return "SigningKey[secret]";
  }
}
