package io.entryguard.resources.dynamodb;

import io.entryguard.resources.dynamodb.call.Backoff;
import io.entryguard.resources.dynamodb.call.TransactionRetry;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.testing.ResourceStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The stores on one table, wired as a function wires them, with waiting and the log at hand. */
public final class TestStores {
  private final Table table;
  private final DynamoDbClient client;
  private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());

  public TestStores(Table table, DynamoDbClient client) {
    this.table = table;
    this.client = client;
  }

  public static TestStores onNewTable() {
    var table = TestTable.create();
    return new TestStores(table.table(), table.client());
  }

  public ResourceStores all() {
    return new ResourceStores(resources(), catalog(), reader(), changes(), records(), accounts());
  }

  public DynamoDbResourceStore resources() {
    return new DynamoDbResourceStore(batches(), new CreateTransaction(table), transactions());
  }

  public DynamoDbResourceCatalog catalog() {
    return new DynamoDbResourceCatalog(client, table);
  }

  public DynamoDbResourceReader reader() {
    return new DynamoDbResourceReader(client, table, batches());
  }

  private BatchReader batches() {
    return new BatchReader(client, table, backoff());
  }

  private TransactionRetry transactions() {
    return new TransactionRetry(client, backoff());
  }

  private Backoff backoff() {
    return new Backoff(waits::add, new Random(1));
  }

  public DynamoDbResourceChanges changes() {
    return new DynamoDbResourceChanges(table, transactions(), new Random());
  }

  public DynamoDbIdempotencyStore records() {
    return new DynamoDbIdempotencyStore(client, table);
  }

  public DynamoDbApiKeyStore keys() {
    return new DynamoDbApiKeyStore(client, table);
  }

  public DynamoDbOrganizationStore accounts() {
    return new DynamoDbOrganizationStore(client, table, new Random(1));
  }

  public Table table() {
    return table;
  }

  public DynamoDbClient client() {
    return client;
  }

  public List<Duration> waits() {
    return waits;
  }
}
