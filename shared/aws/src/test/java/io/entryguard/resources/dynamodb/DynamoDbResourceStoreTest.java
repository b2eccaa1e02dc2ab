package io.entryguard.resources.dynamodb;

import io.entryguard.resources.testing.ResourceStoreContract;

final class DynamoDbResourceStoreTest extends ResourceStoreContract {
  private static final TestStores STORES = TestStores.onNewTable();

  DynamoDbResourceStoreTest() {
    super(STORES.all());
  }
}
