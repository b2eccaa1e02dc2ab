package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.dynamodb.call.Backoff;
import io.entryguard.resources.dynamodb.call.StoreCalls;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads several items by one call. */
public final class BatchReader {
  private final DynamoDbClient client;
  private final Table table;
  private final Backoff backoff;

  @Inject
  public BatchReader(DynamoDbClient client, Table table, Backoff backoff) {
    this.client = requireNonNull(client, "client is null");
    this.table = requireNonNull(table, "table is null");
    this.backoff = requireNonNull(backoff, "backoff is null");
  }

  /**
   * Reads the items that are there, consistently, asking again for those that DynamoDB left out.
   */
  Map<Key, Map<String, AttributeValue>> read(List<Key> keys, Deadline deadline) {
    Map<Key, Map<String, AttributeValue>> items = new HashMap<>();
    Map<String, KeysAndAttributes> wanted =
        Map.of(
            table.name(),
            KeysAndAttributes.builder()
                .keys(keys.stream().map(Key::attributes).toList())
                .consistentRead(true)
                .build());
    for (int tries = 1; ; tries++) {
      var request = BatchGetItemRequest.builder().requestItems(wanted);
      BatchGetItemResponse response =
          StoreCalls.callWithin(
              deadline,
              within -> client.batchGetItem(request.overrideConfiguration(within).build()));
      for (Map<String, AttributeValue> item :
          response.responses().getOrDefault(table.name(), List.of())) {
        items.put(Key.of(item), item);
      }
      if (response.unprocessedKeys().isEmpty()) {
        return items;
      }
      wanted = response.unprocessedKeys();
      if (!backoff.waitAfter(tries, deadline)) {
        throw new StoreUnavailableException("DynamoDB leaves out what it was asked for");
      }
    }
  }
}
