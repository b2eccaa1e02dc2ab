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
 * An organization's secret key, with which this service signs and verifies its cursors. It is
 * generated here, is never sent to anybody, and does not change.
 */
public final class CursorSigningKey {
  /** 128 bits: guessing is hopeless, as each attempt is a request. */
  public static final int SIGNATURE_BYTES = 16;

  private static final int BYTES = 32;

  /** Makes a leaked key recognizable, for example by a secret scanner. */
  private static final String PREFIX = "egpage_";

  private static final String HMAC = "HmacSHA256";

  private final byte[] bytes;

  private CursorSigningKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Generates a key. */
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

  /** The key's text, for the store only. */
  public String text() {
    return PREFIX + CanonicalBase64Url.encode(bytes);
  }

  /** The first {@link #SIGNATURE_BYTES} bytes of the content's HMAC-SHA-256. */
  public byte[] sign(String content) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(bytes, HMAC));
      return Arrays.copyOf(mac.doFinal(content.getBytes(UTF_8)), SIGNATURE_BYTES);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  /** Whether {@link #sign} made this signature, compared in constant time. */
  public boolean hasSigned(String content, byte[] signature) {
    return MessageDigest.isEqual(sign(content), signature);
  }

  /** Without the key, because this text may be logged. */
  @Override
  public String toString() {
    return "CursorSigningKey";
  }
}
