package io.entryguard.resources.resource;

final class InMemoryResourceStoreTest extends ResourceStoreContract {
  InMemoryResourceStoreTest() {
    super(ResourceStores.inMemory());
  }
}
