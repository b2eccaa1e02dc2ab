package io.entryguard.resources.testing;

final class InMemoryResourceStoreTest extends ResourceStoreContract {
  InMemoryResourceStoreTest() {
    super(ResourceStores.inMemory());
  }
}
