package io.entryguard.resources.function.authorizer.keyring;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Locale;

/** The public key of an RS256 key. */
final class RsaKey {
  /** RFC 7518, section 3.3: at least 2048 bits. */
  private static final int MIN_MODULUS_BITS = 2048;

  /** Verifying with larger keys is noticeably slow. */
  private static final int MAX_MODULUS_BITS = 8192;

  /** NIST SP 800-56B, section 6.2: smaller exponents have a history of forgeries. */
  private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65_537);

  private static final int MAX_EXPONENT_BITS = 64;

  private RsaKey() {}

  static RSAPublicKey read(Jwk jwk) {
    BigInteger modulus = jwk.positiveNumber("n");
    if (modulus.bitLength() < MIN_MODULUS_BITS || modulus.bitLength() > MAX_MODULUS_BITS) {
      throw jwk.problem(
          "n",
          String.format(
              Locale.ROOT, "does not have %,d to %,d bits", MIN_MODULUS_BITS, MAX_MODULUS_BITS));
    }
    if (!modulus.testBit(0)) {
      throw jwk.problem("n", "is even");
    }
    BigInteger exponent = jwk.positiveNumber("e");
    if (exponent.compareTo(MIN_EXPONENT) < 0
        || exponent.bitLength() > MAX_EXPONENT_BITS
        || !exponent.testBit(0)) {
      throw jwk.problem("e", "is not an odd number from 65,537 to 64 bits");
    }
    try {
      return (RSAPublicKey)
          KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
    } catch (GeneralSecurityException e) {
      throw jwk.problem("n", "is not usable");
    }
  }
}
