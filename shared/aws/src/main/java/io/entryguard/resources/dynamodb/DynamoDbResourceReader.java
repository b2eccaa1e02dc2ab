package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.change.ResourceContext;
import io.entryguard.resources.change.ResourceReader;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.dynamodb.call.StoreCalls;
import io.entryguard.resources.dynamodb.item.CredentialItem;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.OrganizationItem;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.store.Deadline;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** Looks one resource up in the one table. */
public final class DynamoDbResourceReader implements ResourceReader {
  private final DynamoDbClient client;
  private final Table table;
  private final BatchReader batches;

  @Inject
  public DynamoDbResourceReader(DynamoDbClient client, Table table, BatchReader batches) {
    this.client = requireNonNull(client, "client is null");
    this.table = requireNonNull(table, "table is null");
    this.batches = requireNonNull(batches, "batches is null");
  }

  @Override
  public ResourceContext read(
      OrganizationId organization,
      ResourceId resource,
      Optional<CredentialId> credential,
      Deadline deadline) {
    Key organizationKey = Key.of(organization);
    Key resourceKey = Key.of(organization, resource);
    List<Key> keys = new ArrayList<>(List.of(organizationKey, resourceKey));
    credential.ifPresent(id -> keys.add(Key.of(organization, id)));
    Map<Key, Map<String, AttributeValue>> items = batches.read(keys, deadline);

    return new ResourceContext(
        Optional.ofNullable(items.get(organizationKey))
            .map(item -> OrganizationItem.read(organization, item)),
        Optional.ofNullable(items.get(resourceKey))
            .map(item -> ResourceItem.readStored(resource, item)),
        credential.flatMap(id ->
            Optional.ofNullable(items.get(Key.of(organization, id)))
                .map(item -> CredentialItem.read(organization, id, item))));
  }

  @Override
  public Optional<StoredResource> find(
      OrganizationId organization, ResourceId resource, Deadline deadline) {
    Map<String, AttributeValue> item = item(Key.of(organization, resource), deadline);

    return item.isEmpty() ? Optional.empty() : Optional.of(ResourceItem.readStored(resource, item));
  }

  @Override
  public Optional<String> credentialName(
      OrganizationId organization, CredentialId credential, Deadline deadline) {
    Map<String, AttributeValue> item = item(Key.of(organization, credential), deadline);

    return item.isEmpty()
        ? Optional.empty()
        : Optional.of(CredentialItem.read(organization, credential, item).name());
  }

  private Map<String, AttributeValue> item(Key key, Deadline deadline) {
    var request =
        GetItemRequest.builder().tableName(table.name()).key(key.attributes()).consistentRead(true);
    return StoreCalls.callWithin(
            deadline, within -> client.getItem(request.overrideConfiguration(within).build()))
        .item();
  }
}
