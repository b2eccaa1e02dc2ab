package io.entryguard.resources.change;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import jakarta.inject.Inject;

/** Deletes a resource, whose place is then free again. */
public final class DeleteResource {
  private final ResourceChanges changes;

  @Inject
  public DeleteResource(ResourceChanges changes) {
    this.changes = requireNonNull(changes, "changes is null");
  }

  /**
   * Deletes the resource, however often it is asked to, once.
   *
   * @return false where it was not there
   * @throws StoreUnavailableException when the store cannot answer now
   */
  public boolean delete(OrganizationId organization, ResourceId resource, Deadline deadline) {
    return changes.remove(organization, resource, deadline);
  }
}
