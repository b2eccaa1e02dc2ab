package io.entryguard.resources.function.authorizer.token;

import io.entryguard.resources.organization.OrganizationId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The payload of a token. Each claim is raw JSON, so that tests can write malformed ones. */
public final class Claims {
  public static final String ISSUER = "entryguard";
  public static final String AUDIENCE = "entryguard-api";
  public static final OrganizationId ORGANIZATION =
      OrganizationId.parse("3f2504e0-4f89-41d3-9a0c-0305e82c3301").orElseThrow();

  private final Map<String, String> claims;

  private Claims(Map<String, String> claims) {
    this.claims = claims;
  }

  /** Returns an administrator's claims, issued now and valid for 15 minutes. */
  public static Claims at(Instant now) {
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("iss", "\"" + ISSUER + "\"");
    claims.put("aud", "\"" + AUDIENCE + "\"");
    claims.put("sub", "\"user-1\"");
    claims.put("iat", Long.toString(now.getEpochSecond()));
    claims.put("exp", Long.toString(now.plusSeconds(900).getEpochSecond()));
    claims.put("organizationId", "\"" + ORGANIZATION + "\"");
    claims.put("roles", "[\"ORG_ADMIN\"]");
    return new Claims(claims);
  }

  /**
   * Returns the claims with this one replaced.
   *
   * @param json its value as JSON
   */
  public Claims with(String claim, String json) {
    Map<String, String> changed = new LinkedHashMap<>(claims);
    changed.put(claim, json);
    return new Claims(changed);
  }

  public Claims with(String claim, Instant time) {
    return with(claim, Long.toString(time.getEpochSecond()));
  }

  public Claims without(String claim) {
    Map<String, String> changed = new LinkedHashMap<>(claims);
    changed.remove(claim);
    return new Claims(changed);
  }

  /** Returns the payload. */
  public String json() {
    return claims.entrySet().stream()
        .map(claim -> "\"%s\":%s".formatted(claim.getKey(), claim.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
