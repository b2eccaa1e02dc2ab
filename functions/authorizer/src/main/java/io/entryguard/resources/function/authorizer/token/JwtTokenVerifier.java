package io.entryguard.resources.function.authorizer.token;

import static java.util.Objects.requireNonNull;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.RegisteredClaims;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.exceptions.IncorrectClaimException;
import com.auth0.jwt.exceptions.JWTDecodeException;
import com.auth0.jwt.exceptions.JWTVerificationException;
import com.auth0.jwt.exceptions.SignatureVerificationException;
import com.auth0.jwt.exceptions.TokenExpiredException;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.function.authorizer.credential.AuthenticationFailure;
import io.entryguard.resources.function.authorizer.credential.PresentedCredential;
import io.entryguard.resources.function.authorizer.keyring.RefreshingKeyring;
import io.entryguard.resources.function.authorizer.keyring.StrictJsonObject;
import io.entryguard.resources.text.CanonicalBase64Url;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * Verifies JSON Web Tokens (RFC 7519, RFC 7515). Checks their syntax strictly, so that a token can
 * be read in one way only; java-jwt then verifies signature, issuer, audience and times.
 */
public final class JwtTokenVerifier implements TokenVerifier {
  /** The tolerated clock skew between the issuer and this service. */
  static final Duration LEEWAY = Duration.ofSeconds(60);

  private static final int PARTS = 3;

  private final RefreshingKeyring keyring;
  private final TokenProfile profile;
  private final Clock clock;

  public JwtTokenVerifier(RefreshingKeyring keyring, TokenProfile profile, InstantSource clock) {
    this.keyring = requireNonNull(keyring, "keyring is null");
    this.profile = requireNonNull(profile, "profile is null");
    this.clock = requireNonNull(clock, "clock is null").withZone(ZoneOffset.UTC);
  }

  @Override
  public TokenVerification verify(PresentedCredential.Token token) {
    try {
      List<byte[]> parts = parts(token.value());
      TokenHeader header = TokenHeader.of(json(parts.get(0)));
      TokenClaims claims = TokenClaims.of(json(parts.get(1)), profile);

      DecodedJWT verified = verified(token.value(), keysFor(header));

      return new TokenVerification.Verified(
          claims.organization(), verified.getSubject(), claims.roles());
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

  private static ObjectNode json(byte[] part) {
    return StrictJsonObject.read(part).orElseThrow(JwtTokenVerifier::malformed);
  }

  private static TokenRefusedException malformed() {
    return new TokenRefusedException(AuthenticationFailure.TOKEN_MALFORMED);
  }

  /** Returns the keys to verify with. A token may name a key, but the key defines the algorithm. */
  private List<Algorithm> keysFor(TokenHeader header) {
    List<Algorithm> keys = keyring.keysFor(header.algorithm(), header.keyId());
    if (keys.isEmpty()) {
      throw new TokenRefusedException(AuthenticationFailure.TOKEN_KEY);
    }
    return keys;
  }

  /**
   * Returns the token as decoded and verified by java-jwt.
   *
   * @throws TokenRefusedException unless the token is signed with one of the keys and valid for
   *     this service now
   */
  private DecodedJWT verified(String token, List<Algorithm> keys) {
    try {
      DecodedJWT jwt = JWT.decode(token);
      for (Algorithm key : keys) {
        try {
          return verifierFor(key).verify(jwt);
        } catch (SignatureVerificationException _) {
          // Another key may match.
        }
      }
    } catch (JWTVerificationException e) {
      throw new TokenRefusedException(reason(e));
    }
    throw new TokenRefusedException(AuthenticationFailure.TOKEN_SIGNATURE);
  }

  private JWTVerifier verifierFor(Algorithm key) {
    var verification =
        (JWTVerifier.BaseVerification)
            JWT.require(key)
                .withIssuer(profile.issuer())
                .withAudience(profile.audience())
                .acceptLeeway(LEEWAY.toSeconds());
    return verification.build(clock);
  }

  private static AuthenticationFailure reason(JWTVerificationException exception) {
    return switch (exception) {
      case JWTDecodeException _ -> AuthenticationFailure.TOKEN_MALFORMED;
      case TokenExpiredException _ -> AuthenticationFailure.TOKEN_EXPIRED;
      case IncorrectClaimException incorrect -> reason(incorrect.getClaimName());
      default -> AuthenticationFailure.TOKEN_CLAIMS;
    };
  }

  private static AuthenticationFailure reason(String incorrectClaim) {
    return switch (incorrectClaim) {
      case RegisteredClaims.ISSUER -> AuthenticationFailure.TOKEN_ISSUER;
      case RegisteredClaims.AUDIENCE -> AuthenticationFailure.TOKEN_AUDIENCE;
      case RegisteredClaims.NOT_BEFORE, RegisteredClaims.ISSUED_AT ->
          AuthenticationFailure.TOKEN_NOT_YET_VALID;
      default -> AuthenticationFailure.TOKEN_CLAIMS;
    };
  }
}
