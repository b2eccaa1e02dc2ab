package io.entryguard.resources.resource;

import io.entryguard.resources.account.Organization;
import io.entryguard.resources.account.OrganizationId;
import java.util.List;
import java.util.Optional;

/** Where resources are looked up. */
public interface ResourceCatalog {
  /**
   * Everything that the organization has, and all that was written before this call.
   *
   * @throws StoreUnavailableException when the store cannot answer now
   */
  Holdings holdingsOf(OrganizationId organization, TimeLeft timeLeft);

  /**
   * What an organization had while it was read: parts may be of slightly different moments.
   *
   * @param organization empty where it is unknown or deleted
   * @param resources oldest first
   */
  record Holdings(Optional<Organization> organization, List<NamedResource> resources) {
    public Holdings {
      organization = organization.filter(known -> !known.deleted());
      resources = List.copyOf(resources);
    }
  }
}
