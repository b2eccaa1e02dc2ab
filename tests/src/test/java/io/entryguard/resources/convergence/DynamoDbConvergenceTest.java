package io.entryguard.resources.convergence;

import io.entryguard.resources.dynamodb.TestStores;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.OrganizationItem;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.function.provision.ConvergenceContract;
import io.entryguard.resources.function.provision.Stores;
import io.entryguard.resources.reliability.Scale;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

@Tag("reliability")
final class DynamoDbConvergenceTest extends ConvergenceContract {
  /**
   * The initial items. Created once by {@link #plant} and restored from then on, because DynamoDB
   * ignores a transaction that is repeated with its token.
   */
  private final Set<Map<String, AttributeValue>> planted = plantedItems();

  @Override
  protected int orders() {
    return Scale.of(100, 2_000);
  }

  @Override
  protected int benches() {
    return 4;
  }

  @Override
  protected Bench openBench() {
    return new DynamoDbBench(TestStores.onNewTable());
  }

  private Set<Map<String, AttributeValue>> plantedItems() {
    TestStores stores = TestStores.onNewTable();
    plant(storesOf(stores));
    return itemsOf(stores);
  }

  private static Stores storesOf(TestStores stores) {
    return new Stores(
        stores.accounts(),
        stores.keys(),
        stores.resources(),
        stores.reader(),
        stores.changes(),
        stores.records());
  }

  private static Set<Map<String, AttributeValue>> itemsOf(TestStores stores) {
    return new HashSet<>(
        stores
            .client()
            .scan(request -> request.tableName(stores.table().name()).consistentRead(true))
            .items());
  }

  private final class DynamoDbBench implements Bench {
    private final TestStores stores;

    DynamoDbBench(TestStores stores) {
      this.stores = stores;
    }

    @Override
    public Stores reset() {
      Map<Key, WriteRequest> writes = new HashMap<>();
      for (Map<String, AttributeValue> item : contents()) {
        Key key = Key.of(item);
        writes.put(
            key,
            WriteRequest.builder().deleteRequest(delete -> delete.key(key.attributes())).build());
      }
      for (Map<String, AttributeValue> item : planted) {
        writes.put(Key.of(item), WriteRequest.builder().putRequest(put -> put.item(item)).build());
      }
      stores
          .client()
          .batchWriteItem(request ->
              request.requestItems(Map.of(stores.table().name(), List.copyOf(writes.values()))));
      return storesOf(stores);
    }

    /** Without what is random, and how often others have written a resource. */
    @Override
    public Set<Map<String, AttributeValue>> contents() {
      Set<Map<String, AttributeValue>> contents = new HashSet<>();
      for (Map<String, AttributeValue> item : itemsOf(stores)) {
        Map<String, AttributeValue> content = new HashMap<>(item);
        content.remove(OrganizationItem.PAGE_KEY);
        content.remove(ResourceItem.REVISION);
        contents.add(content);
      }
      return contents;
    }
  }
}
