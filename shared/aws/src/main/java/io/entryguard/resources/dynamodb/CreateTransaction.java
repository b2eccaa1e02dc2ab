package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.create.Creation;
import io.entryguard.resources.create.CreationContext;
import io.entryguard.resources.dynamodb.call.TransactionRetry;
import io.entryguard.resources.dynamodb.item.CredentialItem;
import io.entryguard.resources.dynamodb.item.IdempotencyItem;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.OrganizationItem;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceLimits;
import io.entryguard.resources.resource.ResourceSpec;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The one transaction that creates a resource: counts it in the organization, checks the
 * credential, stores the resource. Its conditions are what holds the limit
 * (docs/adr/0002-limit-in-one-transaction.md).
 */
public final class CreateTransaction {
  private static final int ORGANIZATION = 0;
  private static final int CREDENTIAL = 1;

  /** The resource's own item is between: a condition that fails there is a fault of ours. */
  private static final int RECORD = 3;

  /** {@code Organization.limit} said as a condition: a limit of its own, or else its tier's. */
  private static final String ACTIVE_AND_BELOW_LIMIT =
      "#status = :active AND attribute_not_exists(#deleted) AND (attribute_exists(#max) AND #count"
          + " < #max OR attribute_not_exists(#max) AND (#tier = :paid OR #tier = :free AND #count <"
          + " :freeLimit))";

  private final Table table;

  @Inject
  public CreateTransaction(Table table) {
    this.table = requireNonNull(table, "table is null");
  }

  /**
   * The transaction that creates the resource.
   *
   * @param before has the credential with the name that the answer tells
   */
  public TransactWriteItemsRequest request(Creation creation, CreationContext before) {
    OrganizationId organization = creation.organization();
    ResourceSpec spec = creation.resource().spec();
    Optional<String> credentialName = before.credential().map(Credential::name);
    List<TransactWriteItem> items = new ArrayList<>();
    items.add(TransactWriteItem.builder().update(count(organization, creation.limits())).build());
    items.add(
        TransactWriteItem.builder()
            .conditionCheck(check(organization, spec, credentialName))
            .build());
    items.add(TransactWriteItem.builder().put(put(organization, creation.resource())).build());
    creation
        .record()
        .map(record -> keep(organization, record, creation.resource().createdAt()))
        .ifPresent(put -> items.add(TransactWriteItem.builder().put(put).build()));

    return TransactWriteItemsRequest.builder()
        .transactItems(items)
        .clientRequestToken(token(creation.resource().id(), credentialName))
        .build();
  }

  /**
   * Sent again with the same token, by the SDK or by us, a transaction that took place is not done
   * again. With another name it is another transaction, and must have another token.
   */
  private static String token(ResourceId id, Optional<String> credentialName) {
    // 36 characters at most: all digits of the id, and some of the name's hash.
    return id.toString().replace("-", "")
        + HexFormat.of().toHexDigits((short) credentialName.hashCode());
  }

  private Update count(OrganizationId organization, ResourceLimits limits) {
    return Update.builder()
        .tableName(table.name())
        .key(Key.of(organization).attributes())
        .updateExpression("SET #count = #count + :one")
        .conditionExpression(ACTIVE_AND_BELOW_LIMIT)
        .expressionAttributeNames(
            Map.of(
                "#status", OrganizationItem.STATUS,
                "#deleted", OrganizationItem.DELETED,
                "#tier", OrganizationItem.TIER,
                "#max", OrganizationItem.MAX_RESOURCES,
                "#count", OrganizationItem.RESOURCE_COUNT))
        .expressionAttributeValues(
            Map.of(
                ":active", AttributeValue.fromS(OrganizationStatus.ACTIVE.name()),
                ":paid", AttributeValue.fromS(Tier.PAID.name()),
                ":free", AttributeValue.fromS(Tier.FREE.name()),
                ":freeLimit", AttributeValue.fromN(Integer.toString(limits.free())),
                ":one", AttributeValue.fromN("1")))
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  private ConditionCheck check(
      OrganizationId organization, ResourceSpec spec, Optional<String> credentialName) {
    return CredentialCheck.of(
            table, organization, spec.credentialId(), spec.provider(), credentialName)
        .toBuilder()
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  private Put put(OrganizationId organization, Resource resource) {
    return Put.builder()
        .tableName(table.name())
        .item(ResourceItem.write(organization, resource))
        .conditionExpression("attribute_not_exists(#pk)")
        .expressionAttributeNames(Map.of("#pk", Key.PARTITION_NAME))
        .build();
  }

  private Put keep(OrganizationId organization, IdempotencyRecord record, Instant now) {
    return Put.builder()
        .tableName(table.name())
        .item(IdempotencyItem.write(organization, record))
        .conditionExpression(IdempotencyItem.NEW_OR_EXPIRED)
        .expressionAttributeNames(IdempotencyItem.CONDITION_NAMES)
        .expressionAttributeValues(IdempotencyItem.conditionValues(now))
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
        .build();
  }

  /**
   * What the refused transaction found: the items whose conditions failed as they were then, the
   * others as they had been seen before, because their conditions still hold.
   *
   * @return empty if none of the conditions failed that say anything about the caller's request
   */
  public static Optional<CreationContext> refusal(
      List<CancellationReason> reasons, Creation creation, CreationContext before) {
    OrganizationId organization = creation.organization();
    CredentialId credential = creation.resource().spec().credentialId();
    if (!failed(reasons, ORGANIZATION)
        && !failed(reasons, CREDENTIAL)
        && !failed(reasons, RECORD)) {
      return Optional.empty();
    }
    Optional<Organization> organizationNow =
        failed(reasons, ORGANIZATION)
            ? old(reasons, ORGANIZATION).map(item -> OrganizationItem.read(organization, item))
            : before.organization();
    Optional<Credential> credentialNow =
        failed(reasons, CREDENTIAL)
            ? old(reasons, CREDENTIAL)
                .map(item -> CredentialItem.read(organization, credential, item))
            : before.credential();
    Optional<IdempotencyRecord> recordNow =
        failed(reasons, RECORD)
            ? creation
                .record()
                .map(record -> record.request().key())
                .flatMap(key -> old(reasons, RECORD).map(item -> IdempotencyItem.read(key, item)))
            : before.previous();
    return Optional.of(new CreationContext(organizationNow, credentialNow, recordNow));
  }

  /**
   * Whether another transaction is writing the record of this key: then what else stands against
   * this one may be that transaction's doing, as the limit that this very request has reached at
   * its first try.
   */
  public static boolean isRecordContended(List<CancellationReason> reasons) {
    return RECORD < reasons.size() && TransactionRetry.isConflict(reasons.get(RECORD));
  }

  private static boolean failed(List<CancellationReason> reasons, int index) {
    return TransactionRetry.hasFailed(reasons, index);
  }

  private static Optional<Map<String, AttributeValue>> old(
      List<CancellationReason> reasons, int index) {
    return Optional.of(TransactionRetry.item(reasons, index)).filter(item -> !item.isEmpty());
  }
}
