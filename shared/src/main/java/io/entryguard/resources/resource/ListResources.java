package io.entryguard.resources.resource;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.account.Organization;
import io.entryguard.resources.account.OrganizationId;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Consumer;

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
   * @param resources is handed them as they are read; what it got counts only if the outcome is
   *     {@link ListOutcome.Listed}
   * @throws StoreUnavailableException when the store cannot answer now
   */
  public ListOutcome list(
      OrganizationId organization, TimeLeft timeLeft, Consumer<NamedResource> resources) {
    Optional<Organization> known = catalog.read(organization, timeLeft, resources);

    return known.filter(Organization::isActive).isPresent()
        ? new ListOutcome.Listed()
        : new ListOutcome.OrganizationInactive();
  }
}
