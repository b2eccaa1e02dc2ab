package io.entryguard.resources.dynamodb;

import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.dynamodb.call.TransactionRetry;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.dynamodb.item.Versioned;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The one write that makes a resource its next revision, on condition that it is still at the one
 * before. It writes the attributes that differ, and no others.
 */
final class ResourceUpdate {
  private static final int RESOURCE = 0;

  private final Table table;
  private final OrganizationId organization;
  private final StoredResource after;
  private final Map<String, String> names = new TreeMap<>();
  private final Map<String, AttributeValue> values = new TreeMap<>();
  private final String expression;
  private final String condition;

  ResourceUpdate(
      Table table, OrganizationId organization, StoredResource before, StoredResource after) {
    this.table = table;
    this.organization = organization;
    this.after = after;
    Map<String, AttributeValue> known = new TreeMap<>(ResourceItem.write(organization, before));
    Map<String, AttributeValue> wanted = new TreeMap<>(ResourceItem.write(organization, after));
    this.expression = expression(known, wanted);
    this.condition = condition(before.revision());
  }

  private String expression(Map<String, AttributeValue> known, Map<String, AttributeValue> wanted) {
    List<String> assignments = new ArrayList<>();
    wanted.forEach((name, value) -> {
      if (!value.equals(known.get(name))) {
        names.put("#" + name, name);
        values.put(":" + name, value);
        assignments.add("#%1$s = :%1$s".formatted(name));
      }
    });
    List<String> removals = new ArrayList<>();
    known.keySet().stream()
        .filter(name -> !wanted.containsKey(name))
        .forEach(name -> {
          names.put("#" + name, name);
          removals.add("#" + name);
        });
    String set = "SET " + String.join(", ", assignments);
    return removals.isEmpty() ? set : set + " REMOVE " + String.join(", ", removals);
  }

  /** A new item has no revision, and is there all the same. */
  private String condition(long revision) {
    names.put("#revision", ResourceItem.REVISION);
    if (revision == 0) {
      names.put("#pk", Key.PARTITION_NAME);
      return "attribute_exists(#pk) AND attribute_not_exists(#revision)";
    }
    values.put(":known_revision", Versioned.number(revision));
    return "#revision = :known_revision";
  }

  UpdateItemRequest request() {
    return UpdateItemRequest.builder()
        .tableName(table.name())
        .key(Key.of(organization, after.resource().id()).attributes())
        .updateExpression(expression)
        .conditionExpression(condition)
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  /**
   * The same together with the check of a credential.
   *
   * @param token of the caller's request, the same for all tries
   */
  TransactWriteItemsRequest request(Credential credential, String token) {
    var update =
        Update.builder()
            .tableName(table.name())
            .key(Key.of(organization, after.resource().id()).attributes())
            .updateExpression(expression)
            .conditionExpression(condition)
            .expressionAttributeNames(names)
            .expressionAttributeValues(values)
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return TransactWriteItemsRequest.builder()
        .transactItems(
            TransactWriteItem.builder().update(update).build(),
            TransactWriteItem.builder().conditionCheck(check(credential)).build())
        .clientRequestToken(token)
        .build();
  }

  private ConditionCheck check(Credential credential) {
    return CredentialCheck.of(
        table,
        organization,
        credential.id(),
        credential.provider(),
        Optional.of(credential.name()));
  }

  /** Whether the resource is what this write makes of it: an earlier try has done so. */
  boolean isDone(List<CancellationReason> reasons) {
    return TransactionRetry.hasFailed(reasons, RESOURCE)
        && after
            .pendingEvent()
            .filter(pendingEvent ->
                ResourceItem.announces(
                    pendingEvent.changeId(), TransactionRetry.item(reasons, RESOURCE)))
            .isPresent();
  }
}
