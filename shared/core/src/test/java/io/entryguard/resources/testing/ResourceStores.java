package io.entryguard.resources.testing;

import io.entryguard.resources.change.ResourceChanges;
import io.entryguard.resources.change.ResourceReader;
import io.entryguard.resources.create.ResourceStore;
import io.entryguard.resources.idempotency.IdempotencyStore;
import io.entryguard.resources.list.ResourceCatalog;
import io.entryguard.resources.organization.OrganizationStore;

/** The stores of resources and accounts on one table or its in-memory substitute. */
public record ResourceStores(
    ResourceStore store,
    ResourceCatalog catalog,
    ResourceReader reader,
    ResourceChanges changes,
    IdempotencyStore records,
    OrganizationStore accounts) {
  public static ResourceStores inMemory() {
    var all = new InMemoryResourceStore();
    return new ResourceStores(all, all, all, all, all, all);
  }
}
