package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.create.AddOutcome;
import io.entryguard.resources.create.Creation;
import io.entryguard.resources.create.CreationContext;
import io.entryguard.resources.create.ResourceStore;
import io.entryguard.resources.dynamodb.call.Backoff;
import io.entryguard.resources.dynamodb.call.StoreCalls;
import io.entryguard.resources.dynamodb.call.TransactionRetry;
import io.entryguard.resources.dynamodb.call.UnexpectedResponseException;
import io.entryguard.resources.dynamodb.item.CredentialItem;
import io.entryguard.resources.dynamodb.item.IdempotencyItem;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.OrganizationItem;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Creates resources in the one table. */
public final class DynamoDbResourceStore implements ResourceStore {
  private final DynamoDbClient client;
  private final Table table;
  private final CreateTransaction createTransaction;
  private final TransactionRetry transactions;
  private final Backoff backoff;

  @Inject
  public DynamoDbResourceStore(
      DynamoDbClient client,
      Table table,
      CreateTransaction createTransaction,
      TransactionRetry transactions,
      Backoff backoff) {
    this.client = requireNonNull(client, "client is null");
    this.table = requireNonNull(table, "table is null");
    this.createTransaction = requireNonNull(createTransaction, "createTransaction is null");
    this.transactions = requireNonNull(transactions, "transactions is null");
    this.backoff = requireNonNull(backoff, "backoff is null");
  }

  @Override
  public CreationContext contextOf(
      OrganizationId organization,
      CredentialId credential,
      Optional<IdempotencyKey> key,
      Deadline deadline) {
    Key organizationKey = Key.of(organization);
    Key credentialKey = Key.of(organization, credential);
    Optional<Key> recordKey = key.map(value -> Key.of(organization, value));
    List<Key> keys = new ArrayList<>(List.of(organizationKey, credentialKey));
    recordKey.ifPresent(keys::add);
    Map<Key, Map<String, AttributeValue>> items = read(keys, deadline);

    return new CreationContext(
        Optional.ofNullable(items.get(organizationKey))
            .map(item -> OrganizationItem.read(organization, item)),
        Optional.ofNullable(items.get(credentialKey))
            .map(item -> CredentialItem.read(organization, credential, item)),
        key.flatMap(
            value -> recordKey.map(items::get).map(item -> IdempotencyItem.read(value, item))));
  }

  /**
   * Reads the items that are there, consistently, asking again for those that DynamoDB left out.
   */
  private Map<Key, Map<String, AttributeValue>> read(List<Key> keys, Deadline deadline) {
    Map<Key, Map<String, AttributeValue>> items = new HashMap<>();
    Map<String, KeysAndAttributes> wanted =
        Map.of(
            table.name(),
            KeysAndAttributes.builder()
                .keys(keys.stream().map(Key::attributes).toList())
                .consistentRead(true)
                .build());
    for (int tries = 1; ; tries++) {
      var request = BatchGetItemRequest.builder().requestItems(wanted);
      BatchGetItemResponse response =
          StoreCalls.callWithin(
              deadline,
              within -> client.batchGetItem(request.overrideConfiguration(within).build()));
      for (Map<String, AttributeValue> item :
          response.responses().getOrDefault(table.name(), List.of())) {
        items.put(Key.of(item), item);
      }
      if (response.unprocessedKeys().isEmpty()) {
        return items;
      }
      wanted = response.unprocessedKeys();
      if (!backoff.waitAfter(tries, deadline)) {
        throw new StoreUnavailableException("DynamoDB leaves out what it was asked for");
      }
    }
  }

  @Override
  public AddOutcome add(Creation creation, CreationContext before, Deadline deadline) {
    var request = createTransaction.request(creation, before);

    return switch (transactions.run(request, CreateTransaction::isRecordContended, deadline)) {
      case TransactionRetry.Result.Committed() -> new AddOutcome.Added();
      case TransactionRetry.Result.Canceled(List<CancellationReason> reasons) ->
          CreateTransaction.refusal(reasons, creation, before)
              .map(AddOutcome.Refused::new)
              .orElseThrow(() -> unexplained(reasons));
    };
  }

  private static UnexpectedResponseException unexplained(List<CancellationReason> reasons) {
    return new UnexpectedResponseException(
        "the transaction was canceled for "
            + reasons.stream().map(CancellationReason::code).toList());
  }
}
