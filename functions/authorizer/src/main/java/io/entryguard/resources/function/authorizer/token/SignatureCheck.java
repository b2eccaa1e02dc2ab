package io.entryguard.resources.function.authorizer.token;

import static java.util.Objects.requireNonNull;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells with the JDK's own cryptography whether a key has signed something (RFC 7518, section 3).
 */
sealed interface SignatureCheck {
  /**
   * Whether this key has made the signature. Never throws for what somebody sends.
   *
   * @param input what is signed
   */
  boolean isGood(byte[] input, byte[] signature);

  /** HS256. */
  static SignatureCheck hmac(byte[] secret) {
    return new Hmac(new SecretKeySpec(secret, Hmac.ALGORITHM));
  }

  /** RS256. */
  static SignatureCheck rsa(RSAPublicKey key) {
    return new Asymmetric("SHA256withRSA", key);
  }

  /** ES256: the two numbers of a signature stand side by side, and not as X.509 has them. */
  static SignatureCheck ecdsa(ECPublicKey key) {
    return new Asymmetric("SHA256withECDSAinP1363Format", key);
  }

  /** A secret that both sides know. */
  record Hmac(SecretKey secret) implements SignatureCheck {
    static final String ALGORITHM = "HmacSHA256";

    public Hmac {
      requireNonNull(secret, "secret is null");
    }

    @Override
    public boolean isGood(byte[] input, byte[] signature) {
      try {
        Mac mac = Mac.getInstance(ALGORITHM);
        mac.init(secret);
        // In constant time: how far a guess is right must not show.
        return MessageDigest.isEqual(mac.doFinal(input), signature);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
      }
    }

    @Override
    public String toString() {
      return "Hmac[secret]";
    }
  }

  /** A public key, whose private one only the issuer has. */
  record Asymmetric(String algorithm, PublicKey key) implements SignatureCheck {
    public Asymmetric {
      requireNonNull(algorithm, "algorithm is null");
      requireNonNull(key, "key is null");
    }

    @Override
    public boolean isGood(byte[] input, byte[] signature) {
      try {
        Signature verification = Signature.getInstance(algorithm);
        verification.initVerify(key);
        verification.update(input);
        return verification.verify(signature);
      } catch (GeneralSecurityException e) {
        // A signature of another length or form than the algorithm's.
        return false;
      }
    }
  }
}
