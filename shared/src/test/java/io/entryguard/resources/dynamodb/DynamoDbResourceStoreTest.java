package io.entryguard.resources.dynamodb;

import io.entryguard.resources.account.AccountStore;
import io.entryguard.resources.resource.RequestRecords;
import io.entryguard.resources.resource.ResourceCatalog;
import io.entryguard.resources.resource.ResourceChanges;
import io.entryguard.resources.resource.ResourceStore;
import io.entryguard.resources.resource.ResourceStoreContract;

final class DynamoDbResourceStoreTest extends ResourceStoreContract {
  private static final TestStores STORES = TestStores.onNewTable();

  @Override
  protected ResourceStore store() {
    return STORES.resources();
  }

  @Override
  protected ResourceCatalog catalog() {
    return STORES.catalog();
  }

  @Override
  protected ResourceChanges changes() {
    return STORES.changes();
  }

  @Override
  protected RequestRecords records() {
    return STORES.records();
  }

  @Override
  protected AccountStore accounts() {
    return STORES.accounts();
  }
}
