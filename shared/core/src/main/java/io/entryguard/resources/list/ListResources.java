package io.entryguard.resources.list;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
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
   * Lists what there is when it is asked.
   *
   * @param resources is handed them as they are read; what it got counts only if the outcome is
   *     {@link ListOutcome.Listed}
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
        : new ListOutcome.OrganizationInactive();
  }

  private static ResourceSink only(ResourceFilter filter, ResourceSink resources) {
    return named -> !filter.matches(named.resource()) || resources.add(named);
  }

  /**
   * Lists a part of what there is. Who goes from page to page sees every resource once that is
   * there all the while, whatever is added and removed meanwhile.
   *
   * @throws StoreUnavailableException when the store cannot answer now
   */
  public PageOutcome list(PageRequest request, Deadline deadline) {
    ResourceCatalog.Part part = catalog.readPart(request, deadline);

    if (part.organization().filter(Organization::isActive).isEmpty()) {
      return new PageOutcome.OrganizationInactive();
    }
    if (request.cursor().isPresent() && !isGood(request.cursor().get(), request, part)) {
      return new PageOutcome.CursorRefused();
    }
    return new PageOutcome.Listed(new Page(request, part.resources(), part.next(), part.pageKey()));
  }

  /** Without a key no cursor was ever given. */
  private static boolean isGood(Cursor cursor, PageRequest request, ResourceCatalog.Part part) {
    return part.pageKey().isPresent()
        && cursor.isSignedFor(request.organization(), request.filter(), part.pageKey().get());
  }
}
