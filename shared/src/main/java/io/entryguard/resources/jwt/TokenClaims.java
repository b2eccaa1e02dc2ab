package io.entryguard.resources.jwt;

import io.entryguard.resources.access.Refusal;
import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.text.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The claims of a token, all there and each of its type. Whether they hold (issuer, audience, time)
 * is checked later, together with the signature.
 */
record TokenClaims(OrganizationId organization, String subject, Set<String> roles) {
  private static final int MAX_SUBJECT_LENGTH = 255;

  /** The end of the year 9999: later times overflow where others compute with them. */
  private static final long MAX_TIME = 253_402_300_799L;

  static TokenClaims of(Json.Members payload, TokenProfile profile) {
    requireText(payload, "iss");
    requireAudience(payload);
    requireTime(payload, "exp");
    checkTime(payload, "nbf");
    checkTime(payload, "iat");
    return new TokenClaims(
        organization(payload, profile.organizationClaim()),
        subject(payload),
        texts(required(payload, profile.rolesClaim())));
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

  private static void requireAudience(Json.Members payload) {
    Json audience = required(payload, "aud");
    if (!(audience instanceof Json.Text)) {
      texts(audience);
    }
  }

  private static void requireTime(Json.Members payload, String claim) {
    required(payload, claim);
    checkTime(payload, claim);
  }

  private static void checkTime(Json.Members payload, String claim) {
    Optional<Json> time = payload.get(claim);
    if (time.isPresent()
        && !(time.get() instanceof Json.Whole(long seconds)
            && seconds >= 0
            && seconds <= MAX_TIME)) {
      throw refused();
    }
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
    return new TokenRefusedException(Refusal.TOKEN_CLAIMS);
  }
}
