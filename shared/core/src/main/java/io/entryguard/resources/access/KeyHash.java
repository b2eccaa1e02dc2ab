package io.entryguard.resources.access;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.text.Sha256;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a whole API key, by which the key is found and from which it cannot be had back.
 *
 * @param hex 64 hexadecimal digits, lower case
 */
public record KeyHash(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  public KeyHash {
    requireNonNull(hex, "hex is null");
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("hex is not 64 lower-case hexadecimal digits");
    }
  }

  /** Reads 64 lower-case hexadecimal digits; empty for anything else. */
  public static Optional<KeyHash> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new KeyHash(text)) : Optional.empty();
  }

  /**
   * A plain hash is enough, and cheap to look up: a key is random, so unlike a password it cannot
   * be guessed from its hash.
   */
  public static KeyHash of(String key) {
    return new KeyHash(Sha256.hex(key));
  }

  @Override
  public String toString() {
    return hex;
  }
}
