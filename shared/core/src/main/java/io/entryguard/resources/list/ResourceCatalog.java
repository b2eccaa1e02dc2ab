package io.entryguard.resources.list;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import java.util.List;
import java.util.Optional;

/**
 * The store as lists see it.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store cannot answer now.
 */
public interface ResourceCatalog {
  /**
   * Reads an organization and all its resources, as they were when this was called or later. Memory
   * is bounded, however many there are. Of an organization that is not active, none are read.
   *
   * @param resources receives each resource as it is read, oldest first, until it takes no more; on
   *     an exception it may have received some
   * @return the organization; empty if it is unknown or deleted
   */
  Optional<Organization> read(
      OrganizationId organization, Deadline deadline, ResourceSink resources);

  /**
   * Reads a page: the resources that match, after the resource of the cursor, whose signature is
   * not checked here. It may end early when much was read or little time is left.
   */
  PartitionPage readPage(PageRequest request, Deadline deadline);

  /**
   * A page, and what is needed to check its cursor and to sign the next one.
   *
   * @param organization empty if it is unknown or deleted
   * @param resources those that match, oldest first
   * @param next the last resource that was read, if there may be more after it
   * @param signingKey empty if the organization has none
   */
  record PartitionPage(
      Optional<Organization> organization,
      List<NamedResource> resources,
      Optional<ResourceId> next,
      Optional<CursorSigningKey> signingKey) {
    public PartitionPage {
      requireNonNull(organization, "organization is null");
      resources = List.copyOf(resources);
      requireNonNull(next, "next is null");
      requireNonNull(signingKey, "signingKey is null");
    }
  }
}
