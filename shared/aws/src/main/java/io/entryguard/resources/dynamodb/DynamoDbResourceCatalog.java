package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.dynamodb.call.RawResponseInterceptor;
import io.entryguard.resources.dynamodb.call.StoreCalls;
import io.entryguard.resources.dynamodb.item.Item;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.list.PageRequest;
import io.entryguard.resources.list.ResourceCatalog;
import io.entryguard.resources.list.ResourceSink;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.store.Deadline;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Looks resources up in the one table: all of them with their organization and its credentials, by
 * one query; a part of them by one query, and organization and credentials by another.
 */
public final class DynamoDbResourceCatalog implements ResourceCatalog {
  private final DynamoDbClient client;
  private final Table table;

  @Inject
  public DynamoDbResourceCatalog(DynamoDbClient client, Table table) {
    this.client = requireNonNull(client, "client is null");
    this.table = requireNonNull(table, "table is null");
  }

  @Override
  public Optional<Organization> read(
      OrganizationId organization, Deadline deadline, ResourceSink resources) {
    var reader = new PartitionReader(organization, resources);
    read(organization, Key.LAST_RESOURCE, reader, deadline);

    return reader.organization();
  }

  /**
   * The resources first, and then the credentials: so those of all the resources are there, and the
   * organization is as it is at the end.
   */
  @Override
  public PartitionPage readPage(PageRequest request, Deadline deadline) {
    var part = new PageReader(request);
    Map<String, AttributeValue> from = part.start();
    do {
      QueryRequest.Builder query =
          query(request.organization(), Key.RESOURCE, Key.LAST_RESOURCE, from)
              .limit(part.nextLimit());
      from = readAnswer(query, part::add, deadline);
    } while (!from.isEmpty() && part.hasNextQuery(deadline));

    List<NamedResource> named = new ArrayList<>();
    var partition = new PartitionReader(request.organization(), named::add);
    read(request.organization(), Key.ORGANIZATION, partition, deadline);
    part.deliverTo(partition);
    // Logs what is wrong with both, so it comes last.
    Optional<Organization> organization = partition.organization();
    return new PartitionPage(
        organization, named, part.next(!from.isEmpty()), partition.signingKey());
  }

  /** Reads from the first credential on, as long as the reader takes more. */
  private void read(
      OrganizationId organization, String last, PartitionReader reader, Deadline deadline) {
    Map<String, AttributeValue> from = Map.of();
    do {
      from =
          readAnswer(query(organization, Key.FIRST_CREDENTIAL, last, from), reader::add, deadline);
    } while (!from.isEmpty() && reader.isOpen());
  }

  /** Returns where the next answer begins; empty after the last. */
  private Map<String, AttributeValue> readAnswer(
      QueryRequest.Builder request, Consumer<Item> items, Deadline deadline) {
    var answer = new RawResponseInterceptor.RawResponse();
    QueryResponse page =
        StoreCalls.callWithin(
            deadline,
            within ->
                client.query(request.overrideConfiguration(answer.captureInto(within)).build()));
    byte[] body = answer.body();
    if (body != null) {
      return QueryResponseReader.read(body, items);
    }
    page.items().forEach(item -> items.accept(Item.of(item)));
    return page.lastEvaluatedKey();
  }

  private QueryRequest.Builder query(
      OrganizationId organization, String first, String last, Map<String, AttributeValue> from) {
    return QueryRequest.builder()
        .tableName(table.name())
        .consistentRead(true)
        .keyConditionExpression("#pk = :pk AND #sk BETWEEN :first AND :last")
        .expressionAttributeNames(Map.of("#pk", Key.PARTITION_NAME, "#sk", Key.SORT_NAME))
        .expressionAttributeValues(
            Map.of(
                ":pk", AttributeValue.fromS(Key.partitionOf(organization)),
                ":first", AttributeValue.fromS(first),
                ":last", AttributeValue.fromS(last)))
        .exclusiveStartKey(from.isEmpty() ? null : from);
  }
}
