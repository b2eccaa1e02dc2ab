package io.entryguard.resources.resource;

import io.entryguard.resources.account.AccountStore;

/** The stores of resources and accounts on one table, whatever it is made of. */
public record ResourceStores(
    ResourceStore store,
    ResourceCatalog catalog,
    ResourceChanges changes,
    RequestRecords records,
    AccountStore accounts) {
  static ResourceStores inMemory() {
    var all = new InMemoryResourceStore();
    return new ResourceStores(all, all, all, all, all);
  }
}
