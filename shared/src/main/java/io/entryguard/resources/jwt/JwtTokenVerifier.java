package io.entryguard.resources.jwt;

import static java.util.Objects.requireNonNull;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.RegisteredClaims;
import com.auth0.jwt.exceptions.IncorrectClaimException;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.exceptions.TokenExpiredException;
import io.entryguard.resources.access.PresentedCredential;
import io.entryguard.resources.access.Refusal;
import io.entryguard.resources.access.TokenVerification;
import io.entryguard.resources.access.TokenVerifier;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Verifies JSON Web Tokens with java-jwt. Before java-jwt sees a token, its spelling and the types
 * of its members are checked more strictly than java-jwt does, so that there is one way to read it.
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

      verify(token.value(), keysFor(header));

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
    return new TokenRefusedException(Refusal.TOKEN_MALFORMED);
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
      throw new TokenRefusedException(Refusal.TOKEN_KEY);
    }
    return keys;
  }

  private Optional<VerificationKey> named(String keyId) {
    return keyring.current().withId(keyId).or(() -> keyring.afterUnknownKey().withId(keyId));
  }

  /** Ends well for the first key that has signed the token, if its claims hold. */
  private void verify(String token, List<VerificationKey> keys) {
    for (VerificationKey key : keys) {
      try {
        verifier(key).verify(token);
        return;
      } catch (SignatureVerificationException e) {
        // Not this key; perhaps the next one.
      } catch (JWTVerificationException e) {
        throw new TokenRefusedException(reason(e));
      }
    }
    throw new TokenRefusedException(Refusal.TOKEN_SIGNATURE);
  }

  private JWTVerifier verifier(VerificationKey key) {
    var verification =
        (JWTVerifier.BaseVerification)
            JWT.require(key.verifier())
                .withIssuer(profile.issuer())
                .withAudience(profile.audience())
                .acceptLeeway(LEEWAY.toSeconds());
    return verification.build(clock.withZone(ZoneOffset.UTC));
  }

  private static Refusal reason(JWTVerificationException e) {
    return switch (e) {
      case TokenExpiredException expired -> Refusal.TOKEN_EXPIRED;
      case IncorrectClaimException incorrect ->
          switch (incorrect.getClaimName()) {
            case RegisteredClaims.ISSUER -> Refusal.TOKEN_ISSUER;
            case RegisteredClaims.AUDIENCE -> Refusal.TOKEN_AUDIENCE;
            case RegisteredClaims.NOT_BEFORE, RegisteredClaims.ISSUED_AT ->
                Refusal.TOKEN_NOT_YET_VALID;
            default -> Refusal.TOKEN_CLAIMS;
          };
      default -> Refusal.TOKEN_MALFORMED;
    };
  }
}
