package io.entryguard.resources.dynamodb;

import io.entryguard.resources.change.Removal;
import io.entryguard.resources.change.RemoveOutcome;
import io.entryguard.resources.dynamodb.call.TransactionRetry;
import io.entryguard.resources.dynamodb.call.UnexpectedResponseException;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.OrganizationItem;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.dynamodb.item.Versioned;
import io.entryguard.resources.organization.OrganizationStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The one transaction that deletes a resource, and counts it out of its organization. Whoever finds
 * the resource gone counts nothing, so it does not matter how often it is tried.
 */
final class DeleteTransaction {
  private static final int RESOURCE = 0;
  private static final int ORGANIZATION = 1;

  private static final String NOT_IN_USE = "(attribute_not_exists(#sessions) OR #sessions = :none)";

  private static final String ACTIVE = "#status = :active AND attribute_not_exists(#deleted)";

  private DeleteTransaction() {}

  /**
   * The transaction that removes the resource.
   *
   * @param token of the caller's request: under it, a try after one that took place is answered as
   *     that one was
   */
  static TransactWriteItemsRequest request(Table table, Removal removal, String token) {
    return TransactWriteItemsRequest.builder()
        .transactItems(
            TransactWriteItem.builder().delete(delete(table, removal)).build(),
            TransactWriteItem.builder().update(count(table, removal)).build())
        .clientRequestToken(token)
        .build();
  }

  private static Delete delete(Table table, Removal removal) {
    Map<String, String> names = new HashMap<>(Map.of("#pk", Key.PARTITION_NAME));
    Map<String, AttributeValue> values = new HashMap<>();
    String condition = "attribute_exists(#pk)";
    if (!removal.isFinal()) {
      names.put("#sessions", ResourceItem.ACTIVE_SESSIONS);
      values.put(":none", Versioned.number(0));
      condition += " AND " + NOT_IN_USE;
    }
    OptionalLong revision = removal.revision();
    if (revision.isPresent()) {
      names.put("#revision", ResourceItem.REVISION);
      if (revision.getAsLong() == 0) {
        condition += " AND attribute_not_exists(#revision)";
      } else {
        values.put(":revision", Versioned.number(revision.getAsLong()));
        condition += " AND #revision = :revision";
      }
    }
    return Delete.builder()
        .tableName(table.name())
        .key(Key.of(removal.organization(), removal.resource()).attributes())
        .conditionExpression(condition)
        .expressionAttributeNames(names)
        .expressionAttributeValues(values.isEmpty() ? null : values)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  private static Update count(Table table, Removal removal) {
    Map<String, String> names = new HashMap<>(Map.of("#count", OrganizationItem.RESOURCE_COUNT));
    Map<String, AttributeValue> values = new HashMap<>(Map.of(":one", Versioned.number(1)));
    String condition = "#count >= :one";
    if (!removal.isFinal()) {
      names.put("#status", OrganizationItem.STATUS);
      names.put("#deleted", OrganizationItem.DELETED);
      values.put(":active", AttributeValue.fromS(OrganizationStatus.ACTIVE.name()));
      condition += " AND " + ACTIVE;
    }
    return Update.builder()
        .tableName(table.name())
        .key(Key.of(removal.organization()).attributes())
        .updateExpression("SET #count = #count - :one")
        .conditionExpression(condition)
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  /** Why the transaction was refused, by the items as they were then. */
  static RemoveOutcome refusal(List<CancellationReason> reasons, Removal removal) {
    boolean isOrganization = TransactionRetry.hasFailed(reasons, ORGANIZATION);
    if (isOrganization && !removal.isFinal() && !isActive(reasons)) {
      return RemoveOutcome.ORGANIZATION_INACTIVE;
    }
    if (TransactionRetry.hasFailed(reasons, RESOURCE)) {
      Map<String, AttributeValue> resource = TransactionRetry.item(reasons, RESOURCE);
      if (resource.isEmpty()) {
        return RemoveOutcome.GONE;
      }
      return isAt(removal.revision(), resource) ? RemoveOutcome.IN_USE : RemoveOutcome.CHANGED;
    }
    throw new UnexpectedResponseException(
        isOrganization
            ? "the organization counts fewer resources than it has"
            : "the transaction was canceled for "
                + reasons.stream().map(CancellationReason::code).toList());
  }

  private static boolean isActive(List<CancellationReason> reasons) {
    Map<String, AttributeValue> organization = TransactionRetry.item(reasons, ORGANIZATION);
    return !organization.isEmpty() && OrganizationItem.isActive(organization);
  }

  private static boolean isAt(OptionalLong revision, Map<String, AttributeValue> resource) {
    return revision.isEmpty() || ResourceItem.revision(resource) == revision.getAsLong();
  }

  /**
   * While another transaction is at the resource, its organization's count may be that
   * transaction's doing. While one is at the organization, nobody says whether it is active, which
   * a caller is told before anything else.
   */
  static boolean mayPass(List<CancellationReason> reasons, Removal removal) {
    return TransactionRetry.isConflict(reasons.get(RESOURCE))
        || (!removal.isFinal() && TransactionRetry.isConflict(reasons.get(ORGANIZATION)));
  }
}
