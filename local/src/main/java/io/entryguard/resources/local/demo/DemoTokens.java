package io.entryguard.resources.local.demo;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.entryguard.resources.organization.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Creates tokens like the product's own, which last a working day. */
public final class DemoTokens {
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

  /** Creates a token for an administrator of the organization. */
  public String admin(OrganizationId organization, String user) {
    return token(organization, user, "ORG_ADMIN");
  }

  /** Creates a token for a member of the organization without the admin role. */
  public String member(OrganizationId organization, String user) {
    return token(organization, user, "USER");
  }

  private String token(OrganizationId organization, String user, String role) {
    return JWT.create()
        .withIssuer(issuer)
        .withAudience(audience)
        .withSubject(user)
        .withClaim("organizationId", organization.toString())
        .withClaim("roles", List.of(role))
        .withIssuedAt(issuedAt)
        .withExpiresAt(issuedAt.plus(LIFETIME))
        .sign(Algorithm.HMAC256(Base64.getUrlDecoder().decode(key.secret())));
  }
}
