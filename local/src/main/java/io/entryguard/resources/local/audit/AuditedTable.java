package io.entryguard.resources.local.audit;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.OrganizationItem;
import io.entryguard.resources.dynamodb.item.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The table as the audit sees it: counters and keys. */
final class AuditedTable {
  private final DynamoDbClient client;
  private final Table table;

  AuditedTable(DynamoDbClient client, Table table) {
    this.client = requireNonNull(client, "client is null");
    this.table = requireNonNull(table, "table is null");
  }

  /**
   * Scans the table for partitions with an organization or a resource. The scan is eventually
   * consistent, at half the cost, because {@link #read} reads each partition consistently.
   */
  Set<Partition> partitions() {
    var request =
        ScanRequest.builder()
            .tableName(table.name())
            .projectionExpression("#pk, #sk")
            .filterExpression(
                "begins_with(#pk, :partition) AND (#sk = :organization OR begins_with(#sk,"
                    + " :resource))")
            .expressionAttributeNames(Map.of("#pk", Key.PARTITION_NAME, "#sk", Key.SORT_NAME))
            .expressionAttributeValues(
                Map.of(
                    ":partition", AttributeValue.fromS(Key.ORGANIZATION_PARTITION),
                    ":organization", AttributeValue.fromS(Key.ORGANIZATION),
                    ":resource", AttributeValue.fromS(Key.RESOURCE)))
            .build();

    Set<Partition> partitions = new LinkedHashSet<>();
    for (Map<String, AttributeValue> item : client.scanPaginator(request).items()) {
      partitions.add(new Partition(Key.of(item).partition()));
    }
    return partitions;
  }

  /** Reads an organization's counter and then the keys of its resources, page by page. */
  Reading read(Partition partition) {
    var request =
        QueryRequest.builder()
            .tableName(table.name())
            .consistentRead(true)
            .projectionExpression("#pk, #sk, #count")
            .keyConditionExpression("#pk = :pk AND #sk BETWEEN :organization AND :last")
            .expressionAttributeNames(
                Map.of(
                    "#pk", Key.PARTITION_NAME,
                    "#sk", Key.SORT_NAME,
                    "#count", OrganizationItem.RESOURCE_COUNT))
            .expressionAttributeValues(
                Map.of(
                    ":pk", AttributeValue.fromS(partition.key()),
                    ":organization", AttributeValue.fromS(Key.ORGANIZATION),
                    ":last", AttributeValue.fromS(Key.LAST_RESOURCE)))
            .build();

    boolean hasOrganization = false;
    Optional<AttributeValue> counter = Optional.empty();
    List<String> resources = new ArrayList<>();
    for (Map<String, AttributeValue> item : client.queryPaginator(request).items()) {
      Key key = Key.of(item);
      if (key.isOrganization()) {
        hasOrganization = true;
        counter = Optional.ofNullable(item.get(OrganizationItem.RESOURCE_COUNT));
      } else if (key.isResource()) {
        resources.add(key.sort());
      }
    }
    return new Reading(partition, hasOrganization, counter, resources);
  }

  /**
   * Sets the counter to the number of resources read, if the counter still has the value read.
   *
   * @return false if another write has changed the counter, or a transaction on it is in flight;
   *     then nothing was written. Also false if the response of a successful call was lost: the
   *     SDK's retry finds the counter changed
   */
  boolean correct(Reading reading) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":counted", reading.expectedCounter());
    reading.counter().ifPresent(seen -> values.put(":seen", seen));
    var request =
        UpdateItemRequest.builder()
            .tableName(table.name())
            .key(new Key(reading.partition().key(), Key.ORGANIZATION).attributes())
            .updateExpression("SET #count = :counted")
            .conditionExpression(
                reading.counter().isPresent()
                    ? "attribute_exists(#pk) AND #count = :seen"
                    : "attribute_exists(#pk) AND attribute_not_exists(#count)")
            .expressionAttributeNames(
                Map.of("#pk", Key.PARTITION_NAME, "#count", OrganizationItem.RESOURCE_COUNT))
            .expressionAttributeValues(values)
            .build();
    try {
      client.updateItem(request);
      return true;
    } catch (ConditionalCheckFailedException | TransactionConflictException e) {
      return false;
    }
  }
}
