package io.entryguard.resources.function.authorizer.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** Keys for tests, and their JSON Web Keys. */
public final class TestKeys {
  /** Base64url of 48 bytes, like the template's generated secret. */
  public static final String SECRET_BASE64URL =
      "Zq3t6w9zC1F5JmNcQfTjWnZr4u7xA8DbG2KaPdSgVkYp3s6v9yB1E5H8McQeThWm";

  public static final String OTHER_SECRET_BASE64URL =
      "pZ7xV2nQ9rT4wY6uB8sD1fG3hJ5kL0mNcXvAqWeRtYuIoPlKjHgFdSaZxCvBnM12";

  public static final byte[] SECRET = Base64.getUrlDecoder().decode(SECRET_BASE64URL);
  public static final byte[] OTHER_SECRET = Base64.getUrlDecoder().decode(OTHER_SECRET_BASE64URL);

  public static final KeyPair RSA = rsa(2048);
  public static final KeyPair OTHER_RSA = rsa(2048);
  public static final KeyPair EC = ec("secp256r1");
  public static final KeyPair OTHER_EC = ec("secp256r1");

  private TestKeys() {}

  /** One HS256 key with {@code kid} "initial", as in the template. */
  public static String hmacJwk() {
    return hmacJwk("initial", SECRET_BASE64URL);
  }

  public static String hmacJwk(String keyId, String secret) {
    return """
    {"kty":"oct","alg":"HS256","kid":"%s","k":"%s"}\
    """
        .formatted(keyId, secret);
  }

  public static String rsaJwk(String keyId, KeyPair pair) {
    var key = (RSAPublicKey) pair.getPublic();
    return """
    {"kty":"RSA","alg":"RS256","use":"sig","kid":"%s","n":"%s","e":"%s"}\
    """
        .formatted(keyId, number(key.getModulus()), number(key.getPublicExponent()));
  }

  public static String ecJwk(String keyId, KeyPair pair) {
    var point = ((ECPublicKey) pair.getPublic()).getW();
    return """
    {"kty":"EC","alg":"ES256","crv":"P-256","kid":"%s","x":"%s","y":"%s"}\
    """
        .formatted(keyId, coordinate(point.getAffineX()), coordinate(point.getAffineY()));
  }

  public static String set(String... keys) {
    return "{\"keys\":[" + String.join(",", keys) + "]}";
  }

  /** Returns the key with one more member. */
  public static String with(String jwk, String member) {
    return jwk.substring(0, jwk.length() - 1) + "," + member + "}";
  }

  public static String pem(KeyPair pair) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII))
            .encodeToString(pair.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  public static KeyPair rsa(int bits) {
    return generate("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
  }

  public static KeyPair ec(String curve) {
    return generate("EC", new ECGenParameterSpec(curve));
  }

  public static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    return TokenForge.base64Url(Arrays.copyOfRange(bytes, sign, bytes.length));
  }

  public static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    var fixed = new byte[32];
    int length = Math.min(bytes.length, fixed.length);
    System.arraycopy(bytes, bytes.length - length, fixed, fixed.length - length, length);
    return TokenForge.base64Url(fixed);
  }

  private static KeyPair generate(String algorithm, AlgorithmParameterSpec parameters) {
    try {
      var generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(parameters);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
