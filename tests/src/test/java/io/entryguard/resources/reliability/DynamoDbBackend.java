package io.entryguard.resources.reliability;

import io.entryguard.resources.change.ResourceChanges;
import io.entryguard.resources.change.ResourceReader;
import io.entryguard.resources.client.DynamoDbModule;
import io.entryguard.resources.create.ResourceStore;
import io.entryguard.resources.dynamodb.TestStores;
import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.list.ResourceCatalog;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table on DynamoDB Local, accessed with the functions' client over an HTTP client that injects
 * faults.
 */
final class DynamoDbBackend implements Backend {
  private static final SdkHttpClient HTTP = UrlConnectionHttpClient.builder().build();

  private final TestTable table;
  private final FaultPlan faults;
  private final FaultyHttpClient http;
  private final TestStores stores;
  private final ResourceStore resources;
  private final ResourceChanges changes;

  DynamoDbBackend(TestTable table, FaultPlan faults, Runnable boundary) {
    this(table, faults, boundary, TestStores::resources, TestStores::changes);
  }

  /**
   * @param resources creates the store under test, if not the service's own
   * @param changes the same of changes
   */
  DynamoDbBackend(
      TestTable table,
      FaultPlan faults,
      Runnable boundary,
      Function<TestStores, ResourceStore> resources,
      Function<TestStores, ResourceChanges> changes) {
    this.table = table;
    this.faults = faults;
    this.http = new FaultyHttpClient(HTTP, faults, boundary);
    this.stores = new TestStores(table.table(), TestTable.client(http, withoutWaiting()));
    this.resources = resources.apply(stores);
    this.changes = changes.apply(stores);
  }

  /** The functions' client configuration, without backoff and timeouts. */
  static ClientOverrideConfiguration withoutWaiting() {
    RetryStrategy strategy = DynamoDbModule.overrides().retryStrategy().orElseThrow();
    return DynamoDbModule.overrides().toBuilder()
        .apiCallAttemptTimeout((Duration) null)
        .retryStrategy(
            strategy.toBuilder()
                .backoffStrategy(BackoffStrategy.retryImmediately())
                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                .build())
        .build();
  }

  @Override
  public ResourceStore resources() {
    return resources;
  }

  @Override
  public ResourceCatalog catalog() {
    return stores.catalog();
  }

  @Override
  public ResourceReader reader() {
    return stores.reader();
  }

  @Override
  public ResourceChanges changes() {
    return changes;
  }

  @Override
  public OrganizationStore accounts() {
    return new TestStores(table.table(), table.client()).accounts();
  }

  @Override
  public void settle() {
    faults.stop();
    try {
      http.deliverLateCalls();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    stores.client().close();
  }

  /** Reads the raw items, so that none is missed that the service would not read. */
  @Override
  public StoredState stateOf(OrganizationId organization, Set<String> keys) {
    int count = -1;
    Map<String, String> resources = new HashMap<>();
    for (Map<String, AttributeValue> item : partition("ORG#" + organization)) {
      String sortKey = attribute(item, "sk").s();
      if (sortKey.equals("ORG")) {
        count = Integer.parseInt(attribute(item, "resourceCount").n());
      } else if (sortKey.startsWith("RESOURCE#")) {
        resources.put(sortKey.substring("RESOURCE#".length()), attribute(item, "name").s());
      }
    }
    Map<String, String> records = new HashMap<>();
    for (Map<String, AttributeValue> item : partition("IDEMPOTENCY#" + organization)) {
      String sortKey = attribute(item, "sk").s();
      records.put(
          sortKey.substring(sortKey.lastIndexOf('#') + 1), attribute(item, "resourceId").s());
    }
    return new StoredState(count, resources, records);
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).orElseThrow();
  }

  private List<Map<String, AttributeValue>> partition(String name) {
    return table
        .client()
        .query(request ->
            request
                .tableName(table.table().name())
                .consistentRead(true)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(name))))
        .items();
  }
}
