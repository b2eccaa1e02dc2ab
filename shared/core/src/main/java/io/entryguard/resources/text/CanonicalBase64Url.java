package io.entryguard.resources.text;

import java.util.Base64;
import java.util.Optional;

/**
 * Base64url in its one spelling (RFC 7515, section 2): no padding, no white space, no stray bits in
 * the last character. Anything looser would give one token, one key, or one cursor many spellings.
 */
public final class CanonicalBase64Url {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private CanonicalBase64Url() {}

  public static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }

  /** Empty for any other spelling. */
  public static Optional<byte[]> decode(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
