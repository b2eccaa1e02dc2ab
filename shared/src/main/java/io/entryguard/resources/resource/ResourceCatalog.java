package io.entryguard.resources.resource;

import io.entryguard.resources.account.Organization;
import io.entryguard.resources.account.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where resources are looked up. */
public interface ResourceCatalog {
  /**
   * Reads everything that the organization has, and all that was written before this call. What it
   * reads at once is bounded, however much there is.
   *
   * @param resources is handed them as they are read, oldest first
   * @return the organization; empty where it is unknown or deleted
   * @throws StoreUnavailableException when the store cannot answer now; some resources may have
   *     been handed on by then
   */
  Optional<Organization> read(
      OrganizationId organization, TimeLeft timeLeft, Consumer<NamedResource> resources);

  /**
   * The same, all in memory.
   *
   * @throws StoreUnavailableException when the store cannot answer now
   */
  default Holdings holdingsOf(OrganizationId organization, TimeLeft timeLeft) {
    List<NamedResource> resources = new ArrayList<>();
    Optional<Organization> known = read(organization, timeLeft, resources::add);
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
}
