package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.create.AddOutcome;
import io.entryguard.resources.create.Creation;
import io.entryguard.resources.create.CreationContext;
import io.entryguard.resources.create.ResourceStore;
import io.entryguard.resources.dynamodb.call.TransactionRetry;
import io.entryguard.resources.dynamodb.call.UnexpectedResponseException;
import io.entryguard.resources.dynamodb.item.CredentialItem;
import io.entryguard.resources.dynamodb.item.IdempotencyItem;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.OrganizationItem;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.store.Deadline;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

/** Creates resources in the one table. */
public final class DynamoDbResourceStore implements ResourceStore {
  private final BatchReader batches;
  private final CreateTransaction createTransaction;
  private final TransactionRetry transactions;

  @Inject
  public DynamoDbResourceStore(
      BatchReader batches, CreateTransaction createTransaction, TransactionRetry transactions) {
    this.batches = requireNonNull(batches, "batches is null");
    this.createTransaction = requireNonNull(createTransaction, "createTransaction is null");
    this.transactions = requireNonNull(transactions, "transactions is null");
  }

  @Override
  public CreationContext contextOf(
      OrganizationId organization,
      CredentialId credential,
      Optional<IdempotencyKey> key,
      Deadline deadline) {
    Key organizationKey = Key.of(organization);
    Key credentialKey = Key.of(organization, credential);
    List<Key> keys = new ArrayList<>(List.of(organizationKey, credentialKey));
    key.ifPresent(value -> keys.add(Key.of(organization, value)));
    Map<Key, Map<String, AttributeValue>> items = batches.read(keys, deadline);

    return new CreationContext(
        Optional.ofNullable(items.get(organizationKey))
            .map(item -> OrganizationItem.read(organization, item)),
        Optional.ofNullable(items.get(credentialKey))
            .map(item -> CredentialItem.read(organization, credential, item)),
        key.flatMap(value ->
            Optional.ofNullable(items.get(Key.of(organization, value)))
                .map(item -> IdempotencyItem.read(value, item))));
  }

  @Override
  public AddOutcome add(Creation creation, CreationContext before, Deadline deadline) {
    var request = createTransaction.request(creation, before);

    return switch (transactions.run(request, CreateTransaction::isRecordContended, deadline)) {
      case TransactionRetry.Result.Committed() -> new AddOutcome.Added();
      case TransactionRetry.Result.Canceled canceled -> {
        List<CancellationReason> reasons = canceled.requireSure().reasons();
        yield CreateTransaction.refusal(reasons, creation, before)
            .map(AddOutcome.Refused::new)
            .orElseThrow(() -> unexplained(reasons));
      }
    };
  }

  private static UnexpectedResponseException unexplained(List<CancellationReason> reasons) {
    return new UnexpectedResponseException(
        "the transaction was canceled for "
            + reasons.stream().map(CancellationReason::code).toList());
  }
}
