package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.ApiKey;
import io.entryguard.resources.access.ApiKeyStore;
import io.entryguard.resources.access.KeyHash;
import io.entryguard.resources.dynamodb.call.StoreCalls;
import io.entryguard.resources.dynamodb.item.ApiKeyItem;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.dynamodb.item.Versioned;
import io.entryguard.resources.organization.SaveOutcome;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

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

    Map<String, AttributeValue> item = StoreCalls.call(() -> client.getItem(request)).item();

    return item.isEmpty() ? Optional.empty() : Optional.of(ApiKeyItem.read(hash, item));
  }

  @Override
  public SaveOutcome save(ApiKey key) {
    Map<String, AttributeValue> content = ApiKeyItem.content(key);
    Map<String, AttributeValue> item = new HashMap<>(content);
    item.putAll(ApiKeyItem.keyOf(key.hash()).attributes());

    var request =
        PutItemRequest.builder()
            .tableName(table.name())
            .item(item)
            .conditionExpression(Versioned.NEWER)
            .expressionAttributeNames(Map.of("#version", Versioned.VERSION))
            .expressionAttributeValues(Map.of(":version", Versioned.number(key.version())))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();

    return Versioned.save(content, () -> StoreCalls.call(() -> client.putItem(request)));
  }
}
