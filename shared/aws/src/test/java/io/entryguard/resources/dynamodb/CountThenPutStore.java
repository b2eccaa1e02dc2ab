package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.create.AddOutcome;
import io.entryguard.resources.create.Creation;
import io.entryguard.resources.create.CreationContext;
import io.entryguard.resources.create.ResourceStore;
import io.entryguard.resources.dynamodb.call.StoreCalls;
import io.entryguard.resources.dynamodb.item.IdempotencyItem;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.testing.StoredPartition;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The store that must not be: it counts, and then it writes, one item after the other. Whatever
 * holds the real one to its promises must find this one out.
 */
public final class CountThenPutStore implements ResourceStore {
  private final DynamoDbClient client;
  private final Table table;
  private final DynamoDbResourceStore reading;
  private final DynamoDbResourceCatalog catalog;

  public CountThenPutStore(TestStores stores) {
    requireNonNull(stores, "stores is null");
    this.client = stores.client();
    this.table = stores.table();
    this.reading = stores.resources();
    this.catalog = stores.catalog();
  }

  @Override
  public CreationContext contextOf(
      OrganizationId organization,
      CredentialId credential,
      Optional<IdempotencyKey> key,
      Deadline deadline) {
    return reading.contextOf(organization, credential, key, deadline);
  }

  @Override
  public AddOutcome add(Creation creation, CreationContext before, Deadline deadline) {
    OrganizationId organization = creation.organization();
    if (before.organization().isEmpty()) {
      return new AddOutcome.Refused(before);
    }
    Organization known = before.organization().get();
    int count = StoredPartition.read(catalog, organization, deadline).resources().size();
    if (count >= known.limit(creation.limits().free()).orElse(Integer.MAX_VALUE)) {
      return new AddOutcome.Refused(
          new CreationContext(
              Optional.of(counting(known, count)), before.credential(), before.previous()));
    }

    put(ResourceItem.write(organization, creation.resource()));
    StoreCalls.call(() ->
        client.updateItem(request ->
            request
                .tableName(table.name())
                .key(Key.of(organization).attributes())
                .updateExpression("ADD resourceCount :one")
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))));
    creation.record().ifPresent(record -> put(IdempotencyItem.write(organization, record)));
    return new AddOutcome.Added();
  }

  private void put(Map<String, AttributeValue> item) {
    StoreCalls.call(() -> client.putItem(request -> request.tableName(table.name()).item(item)));
  }

  private static Organization counting(Organization organization, int count) {
    return new Organization(
        organization.id(),
        organization.name(),
        organization.tier(),
        organization.status(),
        organization.maxResources(),
        count,
        organization.deleted(),
        organization.version());
  }
}
