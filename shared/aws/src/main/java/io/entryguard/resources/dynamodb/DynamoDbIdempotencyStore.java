package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.dynamodb.call.StoreCalls;
import io.entryguard.resources.dynamodb.item.IdempotencyItem;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.idempotency.IdempotencyStore;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.store.Deadline;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** The outcomes of requests in the one table. */
public final class DynamoDbIdempotencyStore implements IdempotencyStore {
  private final DynamoDbClient client;
  private final Table table;

  @Inject
  public DynamoDbIdempotencyStore(DynamoDbClient client, Table table) {
    this.client = requireNonNull(client, "client is null");
    this.table = requireNonNull(table, "table is null");
  }

  @Override
  public Optional<IdempotencyRecord> find(
      OrganizationId organization, IdempotencyKey key, Deadline deadline) {
    var request =
        GetItemRequest.builder()
            .tableName(table.name())
            .key(Key.of(organization, key).attributes())
            .consistentRead(true);

    Map<String, AttributeValue> item =
        StoreCalls.callWithin(
                deadline, within -> client.getItem(request.overrideConfiguration(within).build()))
            .item();

    return item.isEmpty() ? Optional.empty() : Optional.of(IdempotencyItem.read(key, item));
  }

  @Override
  public Optional<IdempotencyRecord> keep(
      OrganizationId organization, IdempotencyRecord record, Instant now, Deadline deadline) {
    var request =
        PutItemRequest.builder()
            .tableName(table.name())
            .item(IdempotencyItem.write(organization, record))
            .conditionExpression(IdempotencyItem.NEW_OR_EXPIRED)
            .expressionAttributeNames(IdempotencyItem.CONDITION_NAMES)
            .expressionAttributeValues(IdempotencyItem.conditionValues(now))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);

    try {
      StoreCalls.callWithin(
          deadline, within -> client.putItem(request.overrideConfiguration(within).build()));
      return Optional.empty();
    } catch (ConditionalCheckFailedException e) {
      return Optional.of(IdempotencyItem.read(record.request().key(), e.item()));
    }
  }
}
