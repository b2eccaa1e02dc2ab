package io.entryguard.resources.function.authorizer.token;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.function.authorizer.credential.AuthenticationFailure;
import io.entryguard.resources.organization.OrganizationId;
import java.util.Set;

/** The outcome of verifying a token. */
public sealed interface TokenVerification {
  /**
   * The token is valid for this service now.
   *
   * @param subject the user's id
   * @param roles the user's roles, unknown ones included; empty for a token that has none
   */
  record Verified(OrganizationId organization, String subject, Set<String> roles)
      implements TokenVerification {
    public Verified {
      requireNonNull(organization, "organization is null");
      requireNonNull(subject, "subject is null");
      roles = Set.copyOf(roles);
    }
  }

  /** The token is not valid for this service now. */
  record Refused(AuthenticationFailure reason) implements TokenVerification {
    public Refused {
      requireNonNull(reason, "reason is null");
    }
  }
}
