package io.entryguard.resources.testing;

final class InMemoryChangesTest extends ChangesContract {
  InMemoryChangesTest() {
    super(ResourceStores.inMemory());
  }
}
