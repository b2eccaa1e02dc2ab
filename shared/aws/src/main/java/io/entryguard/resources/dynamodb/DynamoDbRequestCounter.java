package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.dynamodb.call.AttemptInterceptor;
import io.entryguard.resources.dynamodb.call.StoreCalls;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.dynamodb.item.UnreadableItemException;
import io.entryguard.resources.rate.Lease;
import io.entryguard.resources.rate.Quota;
import io.entryguard.resources.rate.RequestCounter;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Counts in one item for each quota and minute, which DynamoDB removes by itself. */
public final class DynamoDbRequestCounter implements RequestCounter {
  public static final String COUNT = "requestCount";
  public static final String TTL = "ttl";

  /** Nobody waits for it that long; it ends a call that hangs, and its thread. */
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** Clocks differ, and an item that is still counted in must not expire. */
  private static final Duration KEPT = Duration.ofMinutes(2);

  private final DynamoDbClient client;
  private final Table table;

  @Inject
  public DynamoDbRequestCounter(DynamoDbClient client, Table table) {
    this.client = requireNonNull(client, "client is null");
    this.table = requireNonNull(table, "table is null");
  }

  @Override
  public Lease lease(Quota quota, Instant minute, int permits, int limit) {
    UpdateItemRequest request =
        UpdateItemRequest.builder()
            .tableName(table.name())
            .key(Key.ofRequests(quota, minute).attributes())
            .updateExpression("SET #ttl = if_not_exists(#ttl, :ttl) ADD #count :permits")
            .conditionExpression("attribute_not_exists(#count) OR #count <= :most")
            .expressionAttributeNames(Map.of("#count", COUNT, "#ttl", TTL))
            .expressionAttributeValues(
                Map.of(
                    ":permits", AttributeValue.fromN(Integer.toString(permits)),
                    ":most", AttributeValue.fromN(Integer.toString(limit - permits)),
                    ":ttl",
                        AttributeValue.fromN(Long.toString(minute.plus(KEPT).getEpochSecond()))))
            .returnValues(ReturnValue.UPDATED_NEW)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            // To add again after an answer that was lost would count twice.
            .overrideConfiguration(AttemptInterceptor.once(TIMEOUT))
            .build();
    try {
      return new Lease(
          permits, left(StoreCalls.call(() -> client.updateItem(request)).attributes(), limit));
    } catch (ConditionalCheckFailedException e) {
      return new Lease(0, left(e.item(), limit));
    }
  }

  private static int left(Map<String, AttributeValue> item, int limit) {
    @Nullable AttributeValue count = item.get(COUNT);
    if (count == null || count.n() == null) {
      throw new UnreadableItemException(COUNT);
    }
    return Math.max(0, limit - Integer.parseInt(count.n()));
  }
}
