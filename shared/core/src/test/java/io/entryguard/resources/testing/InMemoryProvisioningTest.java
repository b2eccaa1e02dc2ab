package io.entryguard.resources.testing;

final class InMemoryProvisioningTest extends ProvisioningContract {
  InMemoryProvisioningTest() {
    super(ResourceStores.inMemory());
  }
}
