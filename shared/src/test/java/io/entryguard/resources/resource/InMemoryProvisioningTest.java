package io.entryguard.resources.resource;

final class InMemoryProvisioningTest extends ProvisioningContract {
  InMemoryProvisioningTest() {
    super(ResourceStores.inMemory());
  }
}
