package io.entryguard.resources.function.authorizer.token;

import static java.util.Objects.requireNonNull;

/**
 * The expected contents of the product's tokens.
 *
 * @param issuer the required {@code iss}
 * @param audience the required {@code aud}, alone or among others
 * @param organizationClaim the claim that holds the organization's UUID
 * @param rolesClaim the claim that holds an array of roles
 */
public record TokenProfile(
    String issuer, String audience, String organizationClaim, String rolesClaim) {
  public TokenProfile {
    requireNonNull(issuer, "issuer is null");
    requireNonNull(audience, "audience is null");
    requireNonNull(organizationClaim, "organizationClaim is null");
    requireNonNull(rolesClaim, "rolesClaim is null");
  }
}
