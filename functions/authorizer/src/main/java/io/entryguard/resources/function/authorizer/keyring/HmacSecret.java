package io.entryguard.resources.function.authorizer.keyring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entryguard.resources.text.CanonicalBase64Url;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The secret of an HS256 key. Anyone who guesses it can sign tokens for any caller. */
final class HmacSecret {
  /** RFC 7518, section 3.2: at least as long as the hash. */
  private static final int MIN_BYTES = 32;

  /** HMAC hashes keys longer than its block of 64 bytes: a longer secret is a mistake. */
  private static final int MAX_BYTES = 1024;

  /** A random secret repeats itself this early less often than a guess at it succeeds. */
  private static final int MAX_PERIOD = 16;

  private static final int MIN_DISTINCT_BYTES = 10;

  /** Publicly known secrets of sufficient length, from standards, tools and tutorials. */
  private static final List<byte[]> WELL_KNOWN =
      List.of(
          // RFC 7515, appendix A.1
          decoded(
              "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"),
          // RFC 7520, section 3.5
          decoded("hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg"),
          // jwt.io
          text("a-string-secret-at-least-256-bits-long"),
          text("a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long"),
          // self-hosted Supabase
          text("super-secret-jwt-token-with-at-least-32-characters-long"),
          text("your-super-secret-jwt-token-with-at-least-32-characters-long"),
          // tutorials for Spring
          text("404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970"),
          hexadecimal("404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970"));

  private HmacSecret() {}

  static byte[] read(Jwk jwk) {
    byte[] secret = jwk.bytes("k");
    if (secret.length < MIN_BYTES) {
      throw jwk.problem("k", "is shorter than %d bytes".formatted(MIN_BYTES));
    }
    if (secret.length > MAX_BYTES) {
      throw jwk.problem("k", String.format(Locale.ROOT, "is longer than %,d bytes", MAX_BYTES));
    }
    if (hasFewBytes(secret) || isRepetition(secret) || isSequence(secret)) {
      throw jwk.problem("k", "is not random");
    }
    if (WELL_KNOWN.stream().anyMatch(known -> Arrays.equals(known, secret))) {
      throw jwk.problem("k", "is a well-known sample");
    }
    return secret;
  }

  private static boolean hasFewBytes(byte[] secret) {
    var seen = new boolean[256];
    int distinct = 0;
    for (byte b : secret) {
      if (!seen[b & 0xFF]) {
        seen[b & 0xFF] = true;
        distinct++;
      }
    }
    return distinct < MIN_DISTINCT_BYTES;
  }

  /** Whether the secret repeats a shorter one, the last time perhaps in part. */
  private static boolean isRepetition(byte[] secret) {
    for (int period = 1; period <= MAX_PERIOD; period++) {
      if (Arrays.equals(secret, period, secret.length, secret, 0, secret.length - period)) {
        return true;
      }
    }
    return false;
  }

  /** Whether successive bytes differ by a constant, as in 0, 1, 2. */
  private static boolean isSequence(byte[] secret) {
    for (int i = 2; i < secret.length; i++) {
      if ((byte) (secret[i] - secret[i - 1]) != (byte) (secret[1] - secret[0])) {
        return false;
      }
    }
    return true;
  }

  private static byte[] text(String secret) {
    return secret.getBytes(UTF_8);
  }

  private static byte[] decoded(String base64Url) {
    return CanonicalBase64Url.decode(base64Url).orElseThrow();
  }

  private static byte[] hexadecimal(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
