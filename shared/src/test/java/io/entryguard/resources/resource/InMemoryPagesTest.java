package io.entryguard.resources.resource;

final class InMemoryPagesTest extends PagesContract {
  InMemoryPagesTest() {
    super(ResourceStores.inMemory());
  }
}
