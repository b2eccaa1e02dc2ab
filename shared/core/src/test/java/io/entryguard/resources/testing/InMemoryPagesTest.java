package io.entryguard.resources.testing;

final class InMemoryPagesTest extends PagesContract {
  InMemoryPagesTest() {
    super(ResourceStores.inMemory());
  }
}
