package io.entryguard.resources.local.demo;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * The HS256 key that signs demo tokens.
 *
 * @param secret base64url
 */
public record SigningKey(String secret) {
  /** As long as the template's generated secret. */
  private static final int BYTES = 48;

  /** Generates a key. */
  public static SigningKey generate(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new SigningKey(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @Override
  public String toString() {
    return "SigningKey[secret]";
  }
}
