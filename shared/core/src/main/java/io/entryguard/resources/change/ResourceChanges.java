package io.entryguard.resources.change;

import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import java.util.Optional;

/**
 * Where resources that are there already change. Every method sees what was written before it was
 * called.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store cannot answer now.
 */
public interface ResourceChanges {
  /** What is known of a resource's verifications; empty where the resource is not there. */
  Optional<VerificationState> verificationOf(
      OrganizationId organization, ResourceId resource, Deadline deadline);

  /**
   * Replaces what is known, if it is still what the caller saw.
   *
   * @return false where it has changed since, or the resource is gone
   */
  boolean replaceVerification(
      OrganizationId organization,
      ResourceId resource,
      VerificationState before,
      VerificationState after,
      Deadline deadline);

  /**
   * Removes the resource and counts it out of its organization, in one step that happens whole or
   * not at all.
   *
   * @return false where the resource is not there
   */
  boolean remove(OrganizationId organization, ResourceId resource, Deadline deadline);
}
