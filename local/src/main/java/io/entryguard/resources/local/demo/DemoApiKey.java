package io.entryguard.resources.local.demo;

import java.security.SecureRandom;
import java.util.HexFormat;

/** An API key, generated at every start. */
public record DemoApiKey(String value) {
  private static final String PREFIX = "eg_live_";
  private static final int RANDOM_BYTES = 16;
  private static final int DISPLAYED = PREFIX.length() + 4;

  /** Generates a key. */
  public static DemoApiKey generate(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new DemoApiKey(PREFIX + HexFormat.of().formatHex(bytes));
  }

  /** The prefix by which people recognize their keys. */
  String displayPrefix() {
    return value.substring(0, DISPLAYED);
  }
}
