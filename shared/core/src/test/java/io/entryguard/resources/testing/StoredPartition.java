package io.entryguard.resources.testing;

import io.entryguard.resources.list.ResourceCatalog;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.store.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An organization and all its resources, in memory.
 *
 * @param organization empty if it is unknown or deleted
 * @param resources oldest first
 */
public record StoredPartition(Optional<Organization> organization, List<NamedResource> resources) {
  public StoredPartition {
    resources = List.copyOf(resources);
  }

  /** Reads all of it. */
  public static StoredPartition read(
      ResourceCatalog catalog, OrganizationId organization, Deadline deadline) {
    List<NamedResource> resources = new ArrayList<>();
    Optional<Organization> known = catalog.read(organization, deadline, resources::add);
    return new StoredPartition(known, resources);
  }
}
