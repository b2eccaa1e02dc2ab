package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.change.ResourceChanges;
import io.entryguard.resources.change.VerificationState;
import io.entryguard.resources.dynamodb.call.StoreCalls;
import io.entryguard.resources.dynamodb.call.TransactionRetry;
import io.entryguard.resources.dynamodb.call.UnexpectedResponseException;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.store.Deadline;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** Verifies and deletes resources in the one table. */
public final class DynamoDbResourceChanges implements ResourceChanges {
  private final DynamoDbClient client;
  private final Table table;
  private final TransactionRetry transactions;

  @Inject
  public DynamoDbResourceChanges(
      DynamoDbClient client, Table table, TransactionRetry transactions) {
    this.client = requireNonNull(client, "client is null");
    this.table = requireNonNull(table, "table is null");
    this.transactions = requireNonNull(transactions, "transactions is null");
  }

  @Override
  public Optional<VerificationState> verificationOf(
      OrganizationId organization, ResourceId resource, Deadline deadline) {
    var request =
        GetItemRequest.builder()
            .tableName(table.name())
            .key(Key.of(organization, resource).attributes())
            .consistentRead(true);

    Map<String, AttributeValue> item =
        StoreCalls.callWithin(
                deadline, within -> client.getItem(request.overrideConfiguration(within).build()))
            .item();

    return item.isEmpty() ? Optional.empty() : Optional.of(ResourceItem.readVerification(item));
  }

  @Override
  public boolean replaceVerification(
      OrganizationId organization,
      ResourceId resource,
      VerificationState before,
      VerificationState after,
      Deadline deadline) {
    var request = VerificationUpdate.request(table, Key.of(organization, resource), before, after);

    try {
      StoreCalls.callWithin(
          deadline,
          within -> client.updateItem(request.toBuilder().overrideConfiguration(within).build()));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  @Override
  public boolean remove(OrganizationId organization, ResourceId resource, Deadline deadline) {
    var request = DeleteTransaction.request(table, organization, resource);

    return switch (transactions.run(request, DeleteTransaction::mayPass, deadline)) {
      case TransactionRetry.Result.Committed() -> true;
      case TransactionRetry.Result.Canceled(List<CancellationReason> reasons) -> {
        if (DeleteTransaction.isGone(reasons)) {
          yield false;
        }
        throw new UnexpectedResponseException(
            "the organization counts fewer resources than it has");
      }
    };
  }
}
