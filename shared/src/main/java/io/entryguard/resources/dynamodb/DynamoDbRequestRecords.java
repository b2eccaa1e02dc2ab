package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.resource.IdempotencyKey;
import io.entryguard.resources.resource.IdempotencyRecord;
import io.entryguard.resources.resource.RequestRecords;
import io.entryguard.resources.resource.TimeLeft;
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
public final class DynamoDbRequestRecords implements RequestRecords {
  private final DynamoDbClient client;
  private final Table table;

  @Inject
  DynamoDbRequestRecords(DynamoDbClient client, Table table) {
    this.client = requireNonNull(client, "client is null");
    this.table = requireNonNull(table, "table is null");
  }

  @Override
  public Optional<IdempotencyRecord> find(
      OrganizationId organization, IdempotencyKey key, TimeLeft timeLeft) {
    var request =
        GetItemRequest.builder()
            .tableName(table.name())
            .key(Key.of(organization, key).attributes())
            .consistentRead(true);

    Map<String, AttributeValue> item =
        StoreCalls.callWithin(
                timeLeft, within -> client.getItem(request.overrideConfiguration(within).build()))
            .item();

    return item.isEmpty() ? Optional.empty() : Optional.of(IdempotencyItem.read(key, item));
  }

  @Override
  public Optional<IdempotencyRecord> keep(
      OrganizationId organization, IdempotencyRecord record, Instant now, TimeLeft timeLeft) {
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
          timeLeft, within -> client.putItem(request.overrideConfiguration(within).build()));
      return Optional.empty();
    } catch (ConditionalCheckFailedException e) {
      return Optional.of(IdempotencyItem.read(record.request().key(), e.item()));
    }
  }
}
