package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.AccessCheckUnavailableException;
import io.entryguard.resources.access.ApiKey;
import io.entryguard.resources.access.ApiKeyStore;
import io.entryguard.resources.access.KeyHash;
import io.entryguard.resources.resource.StoreUnavailableException;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** API keys in the one table. */
public final class DynamoDbApiKeyStore implements ApiKeyStore {
  private final DynamoDbClient client;
  private final Table table;

  @Inject
  public DynamoDbApiKeyStore(DynamoDbClient client, Table table) {
    this.client = requireNonNull(client, "client is null");
    this.table = requireNonNull(table, "table is null");
  }

  @Override
  public Optional<ApiKey> find(KeyHash hash) {
    var request =
        GetItemRequest.builder()
            .tableName(table.name())
            .key(ApiKeyItem.keyOf(hash).attributes())
            // A revoked key is out at once, not once all replicas know.
            .consistentRead(true)
            .build();

    Map<String, AttributeValue> item = call(() -> client.getItem(request)).item();

    return item.isEmpty() ? Optional.empty() : Optional.of(ApiKeyItem.read(hash, item));
  }

  @Override
  public boolean save(ApiKey key) {
    var request =
        PutItemRequest.builder()
            .tableName(table.name())
            .item(ApiKeyItem.write(key))
            .conditionExpression("attribute_not_exists(#version) OR #version < :version")
            .expressionAttributeNames(Map.of("#version", ApiKeyItem.VERSION))
            .expressionAttributeValues(Map.of(":version", ApiKeyItem.version(key)))
            .build();

    try {
      call(() -> client.putItem(request));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private static <T> T call(Supplier<T> call) {
    try {
      return StoreCalls.call(call);
    } catch (StoreUnavailableException e) {
      throw new AccessCheckUnavailableException("the API keys are out of reach", e);
    }
  }
}
