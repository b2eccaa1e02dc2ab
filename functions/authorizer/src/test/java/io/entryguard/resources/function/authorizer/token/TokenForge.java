package io.entryguard.resources.function.authorizer.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens by hand, also malformed ones that no library would make. */
public final class TokenForge {
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private TokenForge() {}

  /** Signs any header and payload with HMAC SHA-256. */
  public static String hs256(byte[] secret, String header, String payload) {
    return signed(header, payload, input -> hmac("HmacSHA256", secret, input));
  }

  public static String signed(String header, String payload, Signer signer) {
    return signedParts(base64Url(header), base64Url(payload), signer);
  }

  public static String signedParts(String header, String payload, Signer signer) {
    String input = header + "." + payload;
    return input + "." + base64Url(sign(signer, input.getBytes(US_ASCII)));
  }

  public static byte[] sign(Signer signer, byte[] input) {
    try {
      return signer.sign(input);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  public static byte[] hmac(String algorithm, byte[] secret, byte[] input)
      throws GeneralSecurityException {
    var mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(secret, algorithm));
    return mac.doFinal(input);
  }

  public static byte[] signature(String algorithm, PrivateKey key, byte[] input)
      throws GeneralSecurityException {
    var signature = Signature.getInstance(algorithm);
    signature.initSign(key);
    signature.update(input);
    return signature.sign();
  }

  public static String base64Url(String text) {
    return base64Url(text.getBytes(UTF_8));
  }

  public static String base64Url(byte[] bytes) {
    return BASE64URL.encodeToString(bytes);
  }

  /** Signs the input, or returns another signature for a test. */
  @FunctionalInterface
  public interface Signer {
    byte[] sign(byte[] input) throws GeneralSecurityException;
  }
}
