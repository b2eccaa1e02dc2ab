package io.entryguard.resources.local.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** An API key that is new at every start. */
public record DemoApiKey(String value) {
  private static final String PREFIX = "eg_live_";
  private static final int RANDOM_BYTES = 16;
  private static final int DISPLAYED = PREFIX.length() + 4;

  /** A new key. */
  public static DemoApiKey generate(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new DemoApiKey(PREFIX + HexFormat.of().formatHex(bytes));
  }

  /** By which people tell their keys apart. */
  String displayPrefix() {
    return value.substring(0, DISPLAYED);
  }

  /** SHA-256 in lower-case hexadecimal digits. */
  String hash() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
