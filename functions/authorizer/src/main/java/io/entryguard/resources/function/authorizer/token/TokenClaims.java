package io.entryguard.resources.function.authorizer.token;

import io.entryguard.resources.function.authorizer.AuthenticationFailure;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.text.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The claims of a token, all there and each of its type.
 *
 * @param notBefore empty for a token that has none
 * @param issuedAt empty for a token that has none
 */
record TokenClaims(
    String issuer,
    Set<String> audience,
    Instant expiresAt,
    Optional<Instant> notBefore,
    Optional<Instant> issuedAt,
    OrganizationId organization,
    String subject,
    Set<String> roles) {
  private static final int MAX_SUBJECT_LENGTH = 255;

  /** The end of the year 9999: later times overflow where others compute with them. */
  private static final long MAX_TIME = 253_402_300_799L;

  TokenClaims {
    audience = Set.copyOf(audience);
    roles = Set.copyOf(roles);
  }

  static TokenClaims of(Json.Members payload, TokenProfile profile) {
    return new TokenClaims(
        requireText(payload, "iss"),
        audience(payload),
        time(required(payload, "exp")),
        payload.get("nbf").map(TokenClaims::time),
        payload.get("iat").map(TokenClaims::time),
        organization(payload, profile.organizationClaim()),
        subject(payload),
        texts(required(payload, profile.rolesClaim())));
  }

  /**
   * Ends well if the token is for this service, and is valid now.
   *
   * @param leeway by which the issuer's clock may differ
   */
  void requireToHold(TokenProfile profile, Instant now, Duration leeway) {
    require(issuer.equals(profile.issuer()), AuthenticationFailure.TOKEN_ISSUER);
    require(audience.contains(profile.audience()), AuthenticationFailure.TOKEN_AUDIENCE);
    // RFC 7519, section 4.1.4: on or after its end a token is not accepted.
    require(expiresAt.isAfter(now.minus(leeway)), AuthenticationFailure.TOKEN_EXPIRED);
    Instant latest = now.plus(leeway);
    require(
        notBefore.filter(latest::isBefore).isEmpty(), AuthenticationFailure.TOKEN_NOT_YET_VALID);
    require(issuedAt.filter(latest::isBefore).isEmpty(), AuthenticationFailure.TOKEN_NOT_YET_VALID);
  }

  private static void require(boolean condition, AuthenticationFailure otherwise) {
    if (!condition) {
      throw new TokenRefusedException(otherwise);
    }
  }

  private static String subject(Json.Members payload) {
    String subject = requireText(payload, "sub");
    if (subject.isBlank()
        || subject.codePointCount(0, subject.length()) > MAX_SUBJECT_LENGTH
        || Text.hasControls(subject)) {
      throw refused();
    }
    return subject;
  }

  private static OrganizationId organization(Json.Members payload, String claim) {
    return OrganizationId.parse(requireText(payload, claim)).orElseThrow(TokenClaims::refused);
  }

  private static Set<String> audience(Json.Members payload) {
    Json audience = required(payload, "aud");
    return audience instanceof Json.Text(String text) ? Set.of(text) : texts(audience);
  }

  private static Instant time(Json value) {
    if (value instanceof Json.Whole(long seconds) && seconds >= 0 && seconds <= MAX_TIME) {
      return Instant.ofEpochSecond(seconds);
    }
    throw refused();
  }

  private static String requireText(Json.Members payload, String claim) {
    if (required(payload, claim) instanceof Json.Text(String text)) {
      return text;
    }
    throw refused();
  }

  private static Set<String> texts(Json value) {
    if (!(value instanceof Json.Elements(List<Json> elements))) {
      throw refused();
    }
    Set<String> texts = new HashSet<>();
    for (Json element : elements) {
      if (!(element instanceof Json.Text(String text))) {
        throw refused();
      }
      texts.add(text);
    }
    return texts;
  }

  private static Json required(Json.Members payload, String claim) {
    return payload.get(claim).orElseThrow(TokenClaims::refused);
  }

  private static TokenRefusedException refused() {
    return new TokenRefusedException(AuthenticationFailure.TOKEN_CLAIMS);
  }
}
