package io.entryguard.resources.resource;

import io.entryguard.resources.account.AccountStore;

final class InMemoryResourceStoreTest extends ResourceStoreContract {
  private final InMemoryResourceStore inMemory = new InMemoryResourceStore();

  @Override
  protected ResourceStore store() {
    return inMemory;
  }

  @Override
  protected ResourceCatalog catalog() {
    return inMemory;
  }

  @Override
  protected ResourceChanges changes() {
    return inMemory;
  }

  @Override
  protected RequestRecords records() {
    return inMemory;
  }

  @Override
  protected AccountStore accounts() {
    return inMemory;
  }
}
