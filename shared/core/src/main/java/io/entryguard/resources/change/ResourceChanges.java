package io.entryguard.resources.change;

import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import java.util.Optional;

/**
 * Where resources that are there already change.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store cannot answer now, or an
 * answer was lost and it cannot be told any more what the caller's write has come to.
 */
public interface ResourceChanges {
  /**
   * Replaces the resource, if it is still at the revision that the caller saw, in one step.
   *
   * @param after the next revision. One that is announced is known again by its change id, so that
   *     a write whose answer was lost still counts as this one
   * @param credential one that must be there at the same moment, of this provider and called so
   * @return false where any of this does not hold, and nothing was written
   */
  boolean replace(
      OrganizationId organization,
      StoredResource before,
      StoredResource after,
      Optional<Credential> credential,
      Deadline deadline);

  /**
   * Removes the resource and counts it out of its organization, in one step that happens whole or
   * not at all. However often an answer is lost on the way, the caller is told of the one step.
   */
  RemoveOutcome remove(Removal removal, Deadline deadline);
}
