package io.entryguard.resources.bench;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.OrganizationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Makes an organization's one resource many. What a resource's item holds is the functions' own:
 * only its sort key is changed.
 */
final class ResourceCopies {
  /** The most that DynamoDB takes at once. */
  private static final int BATCH = 25;

  private static final String RESOURCE = "RESOURCE#";

  private final DynamoDbClient dynamoDb;
  private final String table;

  ResourceCopies(DynamoDbClient dynamoDb, String table) {
    this.dynamoDb = dynamoDb;
    this.table = table;
  }

  /** Leaves the organization with so many resources, and with a counter that says so. */
  void fill(OrganizationId organization, int resources) {
    String partition = "ORG#" + organization;
    Map<String, AttributeValue> original = first(partition);
    UUID id =
        UUID.fromString(
            requireNonNull(original.get("sk"), "sk is null").s().substring(RESOURCE.length()));
    List<WriteRequest> batch = new ArrayList<>();
    for (int copy = 1; copy < resources; copy++) {
      var copyId =
          new UUID(id.getMostSignificantBits(), (id.getLeastSignificantBits() & ~0xFFFFFL) | copy);
      Map<String, AttributeValue> item = new HashMap<>(original);
      item.put("sk", AttributeValue.fromS(RESOURCE + copyId));
      batch.add(WriteRequest.builder().putRequest(PutRequest.builder().item(item).build()).build());
      if (batch.size() == BATCH || copy == resources - 1) {
        List<WriteRequest> full = List.copyOf(batch);
        dynamoDb.batchWriteItem(request -> request.requestItems(Map.of(table, full)));
        batch.clear();
      }
    }
    dynamoDb.updateItem(request ->
        request
            .tableName(table)
            .key(Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS("ORG")))
            .updateExpression("SET resourceCount = :count")
            .expressionAttributeValues(
                Map.of(":count", AttributeValue.fromN(Integer.toString(resources)))));
  }

  private Map<String, AttributeValue> first(String partition) {
    return dynamoDb
        .query(request ->
            request
                .tableName(table)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                .expressionAttributeValues(
                    Map.of(
                        ":pk", AttributeValue.fromS(partition),
                        ":sk", AttributeValue.fromS(RESOURCE))))
        .items()
        .getFirst();
  }
}
