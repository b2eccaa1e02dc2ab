package io.entryguard.resources.function.authorizer.keyring;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;

/** The public key of an ES256 key. */
final class P256Key {
  /** RFC 7518, section 6.2.1.2: coordinates always have full length. */
  private static final int COORDINATE_BYTES = 32;

  private P256Key() {}

  static ECPublicKey read(Jwk jwk) {
    if (!jwk.text("crv").equals("P-256")) {
      throw jwk.problem("crv", "is not P-256");
    }
    var point = new ECPoint(coordinate(jwk, "x"), coordinate(jwk, "y"));
    try {
      var parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec("secp256r1"));
      var curve = parameters.getParameterSpec(ECParameterSpec.class);
      if (!isOn(curve.getCurve(), point)) {
        throw jwk.problem("x", "and y are not a point of the curve");
      }
      return (ECPublicKey)
          KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, curve));
    } catch (GeneralSecurityException e) {
      throw jwk.problem("x", "and y are not usable");
    }
  }

  private static BigInteger coordinate(Jwk jwk, String member) {
    byte[] octets = jwk.bytes(member);
    if (octets.length != COORDINATE_BYTES) {
      throw jwk.problem(member, "is not %d bytes long".formatted(COORDINATE_BYTES));
    }
    return new BigInteger(1, octets);
  }

  /** Java's key factory does not check this, and a point off the curve allows forgeries. */
  private static boolean isOn(EllipticCurve curve, ECPoint point) {
    BigInteger p = ((ECFieldFp) curve.getField()).getP();
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
      return false;
    }
    BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
    return y.pow(2).mod(p).equals(right);
  }
}
