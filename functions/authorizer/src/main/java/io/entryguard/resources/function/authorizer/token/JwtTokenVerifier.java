package io.entryguard.resources.function.authorizer.token;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.function.authorizer.AuthenticationFailure;
import io.entryguard.resources.function.authorizer.PresentedCredential;
import io.entryguard.resources.function.authorizer.TokenVerification;
import io.entryguard.resources.function.authorizer.TokenVerifier;
import io.entryguard.resources.text.CanonicalBase64Url;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Verifies JSON Web Tokens (RFC 7519, RFC 7515), of which there is one way to read each: spelling
 * and types are checked before anything is believed.
 */
public final class JwtTokenVerifier implements TokenVerifier {
  /** How far the issuer's clock and this one may be apart. */
  static final Duration LEEWAY = Duration.ofSeconds(60);

  private static final int PARTS = 3;

  private final RefreshingKeyring keyring;
  private final TokenProfile profile;
  private final InstantSource clock;

  public JwtTokenVerifier(RefreshingKeyring keyring, TokenProfile profile, InstantSource clock) {
    this.keyring = requireNonNull(keyring, "keyring is null");
    this.profile = requireNonNull(profile, "profile is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public TokenVerification verify(PresentedCredential.Token token) {
    try {
      List<byte[]> parts = parts(token.value());
      TokenHeader header = TokenHeader.of(json(parts.get(0)));
      TokenClaims claims = TokenClaims.of(json(parts.get(1)), profile);

      requireSignature(token.value(), parts.getLast(), keysFor(header));
      claims.requireToHold(profile, clock.instant(), LEEWAY);

      return new TokenVerification.Verified(
          claims.organization(), claims.subject(), claims.roles());
    } catch (TokenRefusedException e) {
      return new TokenVerification.Refused(e.reason());
    }
  }

  /** Header, payload and signature (RFC 7515, section 7.1). */
  private static List<byte[]> parts(String token) {
    List<byte[]> parts =
        Stream.of(token.split("\\.", -1))
            .map(part -> CanonicalBase64Url.decode(part).orElseThrow(JwtTokenVerifier::malformed))
            .toList();
    if (parts.size() != PARTS || parts.stream().anyMatch(part -> part.length == 0)) {
      throw malformed();
    }
    return parts;
  }

  private static Json.Members json(byte[] part) {
    return JsonReader.read(part).orElseThrow(JwtTokenVerifier::malformed);
  }

  private static TokenRefusedException malformed() {
    return new TokenRefusedException(AuthenticationFailure.TOKEN_MALFORMED);
  }

  /** The token may name a key, but never says how a key is used: that the key itself says. */
  private List<VerificationKey> keysFor(TokenHeader header) {
    List<VerificationKey> keys =
        header.keyId().isPresent()
            ? named(header.keyId().get())
                .filter(key -> key.algorithm() == header.algorithm())
                .filter(key -> key.isUsableAt(clock.instant()))
                .stream()
                .toList()
            : keyring.current().candidates(header.algorithm(), clock.instant());
    if (keys.isEmpty()) {
      throw new TokenRefusedException(AuthenticationFailure.TOKEN_KEY);
    }
    return keys;
  }

  private Optional<VerificationKey> named(String keyId) {
    return keyring.current().withId(keyId).or(() -> keyring.afterUnknownKey().withId(keyId));
  }

  /** Ends well if one of the keys has signed what stands before the last dot. */
  private static void requireSignature(String token, byte[] signature, List<VerificationKey> keys) {
    byte[] input = token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    for (VerificationKey key : keys) {
      if (key.signatures().isGood(input, signature)) {
        return;
      }
    }
    throw new TokenRefusedException(AuthenticationFailure.TOKEN_SIGNATURE);
  }
}
