package io.entryguard.resources.dynamodb;

import io.entryguard.resources.resource.ResourceStoreContract;

final class DynamoDbResourceStoreTest extends ResourceStoreContract {
  private static final TestStores STORES = TestStores.onNewTable();

  DynamoDbResourceStoreTest() {
    super(STORES.all());
  }
}
