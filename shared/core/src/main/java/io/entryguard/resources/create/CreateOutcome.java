package io.entryguard.resources.create;

import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.ResourceId;

/** How the wish to create a resource ended. Only {@link Created} changed anything. */
public sealed interface CreateOutcome {
  /**
   * The resource is there.
   *
   * @param answer how the caller is shown it
   */
  record Created(ResourceId id, String answer) implements CreateOutcome {}

  /**
   * The same request had been granted before, and nothing was done again.
   *
   * @param answer what was answered then, to the byte
   */
  record Replayed(ResourceId id, String answer) implements CreateOutcome {}

  /** A wish that was not granted. */
  sealed interface Refused extends CreateOutcome {}

  /**
   * The same request had been refused before, and that was kept.
   *
   * @param refusal what was told then
   */
  record RefusedBefore(Refusal refusal) implements Refused {}

  /** The organization is unknown or deleted. */
  record OrganizationUnknown() implements Refused {}

  /** The organization is suspended. */
  record OrganizationInactive() implements Refused {}

  /** The caller used this idempotency key for another request. */
  record IdempotencyKeyReused() implements Refused {}

  /** The credential is unknown, deleted or another organization's: callers cannot tell which. */
  record CredentialNotFound() implements Refused {}

  /**
   * The credential opens another cloud than the resource is in.
   *
   * @param credentialProvider the cloud that the credential opens
   */
  record ProviderMismatch(Provider credentialProvider) implements Refused {}

  /**
   * The organization holds as many resources as it may, or more.
   *
   * @param limit how many it may hold
   */
  record LimitReached(int limit, Tier tier) implements Refused {
    /** The published page's own sentence. */
    public String message() {
      return "Organization has reached maximum of "
          + limit
          + " resources for "
          + tier.displayName()
          + " tier. Add credits to unlock unlimited resources.";
    }
  }
}
