package io.entryguard.resources.local.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.organization.OrganizationId;
import java.time.Duration;
import java.time.Instant;

/** Makes tokens such as the product's own, that last a working day. */
public final class DemoTokens {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIFETIME = Duration.ofHours(12);

  private final SigningKey key;
  private final String issuer;
  private final String audience;
  private final Instant issuedAt;

  public DemoTokens(SigningKey key, String issuer, String audience, Instant issuedAt) {
    this.key = key;
    this.issuer = issuer;
    this.audience = audience;
    this.issuedAt = issuedAt;
  }

  /** A token of somebody who administers the organization. */
  public String admin(OrganizationId organization, String user) {
    return token(organization, user, "ORG_ADMIN");
  }

  /** A token of somebody who only belongs to the organization. */
  public String member(OrganizationId organization, String user) {
    return token(organization, user, "USER");
  }

  private String token(OrganizationId organization, String user, String role) {
    ObjectNode claims = JSON.createObjectNode();
    claims.put("iss", issuer).put("aud", audience).put("sub", user);
    claims.put("organizationId", organization.toString());
    claims.putArray("roles").add(role);
    claims.put("iat", issuedAt.getEpochSecond());
    claims.put("exp", issuedAt.plus(LIFETIME).getEpochSecond());
    return key.sign(claims.toString());
  }
}
