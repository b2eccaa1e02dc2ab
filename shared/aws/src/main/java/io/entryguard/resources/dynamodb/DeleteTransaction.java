package io.entryguard.resources.dynamodb;

import io.entryguard.resources.dynamodb.call.TransactionRetry;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.OrganizationItem;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.ResourceId;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The one transaction that deletes a resource, and counts it out of its organization. Whoever finds
 * the resource gone counts nothing, so it does not matter how often it is tried.
 */
public final class DeleteTransaction {
  private static final int RESOURCE = 0;

  private DeleteTransaction() {}

  public static TransactWriteItemsRequest request(
      Table table, OrganizationId organization, ResourceId resource) {
    var delete =
        Delete.builder()
            .tableName(table.name())
            .key(Key.of(organization, resource).attributes())
            .conditionExpression("attribute_exists(#pk)")
            .expressionAttributeNames(Map.of("#pk", Key.PARTITION_NAME))
            .build();
    var count =
        Update.builder()
            .tableName(table.name())
            .key(Key.of(organization).attributes())
            .updateExpression("SET #count = #count - :one")
            .conditionExpression("#count >= :one")
            .expressionAttributeNames(Map.of("#count", OrganizationItem.RESOURCE_COUNT))
            .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
            .build();
    return TransactWriteItemsRequest.builder()
        .transactItems(
            TransactWriteItem.builder().delete(delete).build(),
            TransactWriteItem.builder().update(count).build())
        .build();
  }

  public static boolean isGone(List<CancellationReason> reasons) {
    return "ConditionalCheckFailed".equals(reasons.get(RESOURCE).code());
  }

  /**
   * While another transaction is at the resource, its organization's count may be that
   * transaction's doing.
   */
  public static boolean mayPass(List<CancellationReason> reasons) {
    return TransactionRetry.isConflict(reasons.get(RESOURCE));
  }
}
