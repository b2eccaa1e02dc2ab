package io.entryguard.resources.local.demo;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * The key that demo tokens are signed with, HS256.
 *
 * @param secret base64url
 */
public record SigningKey(String secret) {
  /** As long as the one that the template's secret generates. */
  private static final int BYTES = 48;

  /** A new key. */
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
