package io.entryguard.resources.list;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where resources are looked up. */
public interface ResourceCatalog {
  /**
   * Reads everything that the organization has, and all that was written before this call. What it
   * reads at once is bounded, however much there is.
   *
   * @param resources is handed them as they are read, oldest first, until it takes no more
   * @return the organization; empty where it is unknown or deleted
   * @throws StoreUnavailableException when the store cannot answer now; some resources may have
   *     been handed on by then
   */
  Optional<Organization> read(
      OrganizationId organization, Deadline deadline, ResourceSink resources);

  /**
   * Reads a part of it: what matches, after the resource of the cursor, which is believed here. It
   * gives up looking for more once it has read much, or little time is left.
   *
   * @throws StoreUnavailableException when the store cannot answer now
   */
  Part readPart(PageRequest request, Deadline deadline);

  /**
   * Everything, all in memory.
   *
   * @throws StoreUnavailableException when the store cannot answer now
   */
  default Holdings holdingsOf(OrganizationId organization, Deadline deadline) {
    List<NamedResource> resources = new ArrayList<>();
    Optional<Organization> known = read(organization, deadline, resources::add);
    return new Holdings(known, resources);
  }

  /**
   * What an organization had while it was read: parts may be of slightly different moments.
   *
   * @param organization empty where it is unknown or deleted
   * @param resources oldest first
   */
  record Holdings(Optional<Organization> organization, List<NamedResource> resources) {
    public Holdings {
      resources = List.copyOf(resources);
    }
  }

  /**
   * Some of what an organization had while it was read.
   *
   * @param organization empty where it is unknown or deleted
   * @param resources those that match, oldest first
   * @param next the last one that was looked at, if there may be more after it
   * @param pageKey empty where the organization has none
   */
  record Part(
      Optional<Organization> organization,
      List<NamedResource> resources,
      Optional<ResourceId> next,
      Optional<CursorSigningKey> pageKey) {
    public Part {
      requireNonNull(organization, "organization is null");
      resources = List.copyOf(resources);
      requireNonNull(next, "next is null");
      requireNonNull(pageKey, "pageKey is null");
    }
  }
}
