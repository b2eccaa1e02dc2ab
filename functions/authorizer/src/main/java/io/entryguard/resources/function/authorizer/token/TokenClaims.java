package io.entryguard.resources.function.authorizer.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.function.authorizer.credential.AuthenticationFailure;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.text.Text;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The claims of a token, whose JSON types have been checked: java-jwt, which verifies the values,
 * would accept a number as text and a fraction as a time.
 *
 * @param roles empty for a token without roles, and for one whose roles are not an array of text
 */
record TokenClaims(OrganizationId organization, Set<String> roles) {
  private static final int MAX_SUBJECT_LENGTH = 255;

  /** The end of the year 9999: later times could overflow in java-jwt's computations. */
  private static final long MAX_TIME = 253_402_300_799L;

  TokenClaims {
    roles = Set.copyOf(roles);
  }

  /**
   * Reads the claims of a payload.
   *
   * @throws TokenRefusedException if a required claim is missing, or a claim has the wrong type
   */
  static TokenClaims of(ObjectNode payload, TokenProfile profile) {
    requireText(payload, "iss");
    requireAudience(payload.path("aud"));
    requireTime(payload.path("exp"));
    requireTimeIfPresent(payload, "nbf");
    requireTimeIfPresent(payload, "iat");
    requireSubject(requireText(payload, "sub"));
    return new TokenClaims(
        OrganizationId.parse(requireText(payload, profile.organizationClaim()))
            .orElseThrow(TokenClaims::refused),
        texts(payload.path(profile.rolesClaim())).orElse(Set.of()));
  }

  private static void requireAudience(JsonNode audience) {
    require(audience.isTextual() || texts(audience).isPresent());
  }

  private static void requireTimeIfPresent(ObjectNode payload, String claim) {
    if (payload.has(claim)) {
      requireTime(payload.get(claim));
    }
  }

  /** Requires whole seconds, written without fraction or exponent. */
  private static void requireTime(JsonNode time) {
    require(
        time.isIntegralNumber()
            && time.canConvertToLong()
            && time.longValue() >= 0
            && time.longValue() <= MAX_TIME);
  }

  private static void requireSubject(String subject) {
    require(
        !subject.isBlank()
            && subject.codePointCount(0, subject.length()) <= MAX_SUBJECT_LENGTH
            && !Text.hasControls(subject));
  }

  private static String requireText(ObjectNode payload, String claim) {
    String text = payload.path(claim).textValue();
    if (text == null) {
      throw refused();
    }
    return text;
  }

  /** Empty for anything but an array of text. */
  private static Optional<Set<String>> texts(JsonNode value) {
    if (!value.isArray()) {
      return Optional.empty();
    }
    Set<String> texts = new HashSet<>();
    for (JsonNode element : value) {
      String text = element.textValue();
      if (text == null) {
        return Optional.empty();
      }
      texts.add(text);
    }
    return Optional.of(texts);
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw refused();
    }
  }

  private static TokenRefusedException refused() {
    return new TokenRefusedException(AuthenticationFailure.TOKEN_CLAIMS);
  }
}
