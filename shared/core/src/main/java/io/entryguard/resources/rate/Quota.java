package io.entryguard.resources.rate;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.OrganizationId;

/** What a request counts against: a number of permits in each minute. */
public record Quota(OrganizationId organization, Policy policy) {
  public Quota {
    requireNonNull(organization, "organization is null");
    requireNonNull(policy, "policy is null");
  }

  /** Which requests of an organization share a quota. */
  public enum Policy {
    /** Those whose caller has the permission. */
    ORGANIZATION,
    /**
     * Those whose caller lacks it: a quota of their own, so that they cannot use up the others'.
     */
    FORBIDDEN
  }
}
