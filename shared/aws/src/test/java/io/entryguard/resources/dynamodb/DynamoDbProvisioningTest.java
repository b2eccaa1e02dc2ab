package io.entryguard.resources.dynamodb;

import io.entryguard.resources.testing.ProvisioningContract;

final class DynamoDbProvisioningTest extends ProvisioningContract {
  private static final TestStores STORES = TestStores.onNewTable();

  DynamoDbProvisioningTest() {
    super(STORES.all());
  }
}
