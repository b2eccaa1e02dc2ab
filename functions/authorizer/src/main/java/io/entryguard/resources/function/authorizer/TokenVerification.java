package io.entryguard.resources.function.authorizer;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.OrganizationId;
import java.util.Set;

/** What came of checking a token. */
public sealed interface TokenVerification {
  /**
   * The token is good, and this is what it says.
   *
   * @param subject the user's id
   * @param roles the user's roles, among them those that mean nothing here
   */
  record Verified(OrganizationId organization, String subject, Set<String> roles)
      implements TokenVerification {
    public Verified {
      requireNonNull(organization, "organization is null");
      requireNonNull(subject, "subject is null");
      roles = Set.copyOf(roles);
    }
  }

  /** The token is not good. */
  record Refused(AuthenticationFailure reason) implements TokenVerification {
    public Refused {
      requireNonNull(reason, "reason is null");
    }
  }
}
