package io.entryguard.resources.resource;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.account.Organization;
import io.entryguard.resources.account.OrganizationId;
import jakarta.inject.Inject;

/** Lists all resources of an organization, oldest first. */
public final class ListResources {
  private final ResourceCatalog catalog;

  @Inject
  public ListResources(ResourceCatalog catalog) {
    this.catalog = requireNonNull(catalog, "catalog is null");
  }

  /**
   * Lists what there is when it is asked.
   *
   * @throws StoreUnavailableException when the store cannot answer now
   */
  public ListOutcome list(OrganizationId organization, TimeLeft timeLeft) {
    ResourceCatalog.Holdings holdings = catalog.holdingsOf(organization, timeLeft);

    return holdings.organization().filter(Organization::isActive).isPresent()
        ? new ListOutcome.Listed(holdings.resources())
        : new ListOutcome.OrganizationInactive();
  }
}
