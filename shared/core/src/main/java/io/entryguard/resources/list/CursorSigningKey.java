package io.entryguard.resources.list;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entryguard.resources.text.CanonicalBase64Url;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An organization's secret, by which this service knows the cursors again that it gave to the
 * organization's callers. It is made here, is told nobody, and stays the same.
 */
public final class CursorSigningKey {
  /** 128 bits: who guesses gets nothing but a 400 for each try. */
  public static final int SIGNATURE_BYTES = 16;

  private static final int BYTES = 32;

  /** Makes a key known by its look, wherever it should not be. */
  private static final String PREFIX = "egpage_";

  private static final String HMAC = "HmacSHA256";

  private final byte[] bytes;

  private CursorSigningKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Makes a new one. */
  public static CursorSigningKey random(RandomGenerator random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new CursorSigningKey(bytes);
  }

  /** Reads what {@link #text} wrote; empty for anything else. */
  public static Optional<CursorSigningKey> parse(String text) {
    return text.startsWith(PREFIX)
        ? CanonicalBase64Url.decode(text.substring(PREFIX.length()))
            .filter(bytes -> bytes.length == BYTES)
            .map(CursorSigningKey::new)
        : Optional.empty();
  }

  /** The key itself, for the store. */
  public String text() {
    return PREFIX + CanonicalBase64Url.encode(bytes);
  }

  /** The first {@link #SIGNATURE_BYTES} of the HMAC-SHA-256 of what is signed. */
  public byte[] sign(String content) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(bytes, HMAC));
      return Arrays.copyOf(mac.doFinal(content.getBytes(UTF_8)), SIGNATURE_BYTES);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  /** Whether {@link #sign} made this signature; how long it takes does not tell how nearly. */
  public boolean hasSigned(String content, byte[] signature) {
    return MessageDigest.isEqual(sign(content), signature);
  }

  /** Never the key: this is what would be in a log. */
  @Override
  public String toString() {
    return "PageKey";
  }
}
