package io.entryguard.resources.list;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import jakarta.inject.Inject;
import java.util.Optional;

/** Lists the resources of an organization, oldest first: all of them, or a page. */
public final class ListResources {
  private final ResourceCatalog catalog;

  @Inject
  public ListResources(ResourceCatalog catalog) {
    this.catalog = requireNonNull(catalog, "catalog is null");
  }

  /**
   * Lists all resources that match.
   *
   * @param resources receives each resource as it is read; what it received is valid only if the
   *     outcome is {@link ListOutcome.Listed}
   * @throws StoreUnavailableException when the store cannot answer now
   */
  public ListOutcome list(
      OrganizationId organization,
      ResourceFilter filter,
      Deadline deadline,
      ResourceSink resources) {
    Optional<Organization> known =
        catalog.read(organization, deadline, filter.isNone() ? resources : only(filter, resources));

    return known.filter(Organization::isActive).isPresent()
        ? new ListOutcome.Listed()
        : new ListOutcome.Refused(Refusal.ORGANIZATION_INACTIVE);
  }

  private static ResourceSink only(ResourceFilter filter, ResourceSink resources) {
    return named -> !filter.matches(named.resource()) || resources.add(named);
  }

  /**
   * Lists a page. Pagination is stable: a resource that exists throughout is returned exactly once,
   * whatever is created and deleted meanwhile.
   *
   * @throws StoreUnavailableException when the store cannot answer now
   */
  public PageOutcome list(PageRequest request, Deadline deadline) {
    ResourceCatalog.PartitionPage page = catalog.readPage(request, deadline);

    if (page.organization().filter(Organization::isActive).isEmpty()) {
      return new PageOutcome.Refused(Refusal.ORGANIZATION_INACTIVE);
    }
    if (request.cursor().isPresent()
        && !isValid(request.cursor().get(), request, page.signingKey())) {
      return new PageOutcome.CursorRefused();
    }
    return new PageOutcome.Listed(
        new Page(request, page.resources(), page.next(), page.signingKey()));
  }

  /** An organization without a key was never given a cursor. */
  private static boolean isValid(
      Cursor cursor, PageRequest request, Optional<CursorSigningKey> key) {
    return key.isPresent()
        && cursor.isSignedFor(request.organization(), request.filter(), key.get());
  }
}
