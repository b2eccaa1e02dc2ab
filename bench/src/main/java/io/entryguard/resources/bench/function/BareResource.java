package io.entryguard.resources.bench.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The DynamoDB calls of a get, an update and a delete by themselves. The event is the method, the
 * partition key, and the sort keys of the resource and of its credential, with spaces between them.
 */
public final class BareResource implements RequestStreamHandler {
  private static final String EXISTS = "attribute_exists(pk)";

  private final String table = System.getenv("TABLE_NAME");
  private final DynamoDbClient dynamoDb = BareClient.create();

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String[] event = new String(input.readAllBytes(), UTF_8).replace("\"", "").split(" ", 4);
    Map<String, AttributeValue> organization = key(event[1], "ORG");
    Map<String, AttributeValue> resource = key(event[1], event[2]);
    Map<String, AttributeValue> credential = key(event[1], event[3]);

    switch (event[0]) {
      case "GET" -> read(organization, resource, credential);
      case "PATCH" -> {
        read(organization, resource, credential);
        update(resource);
      }
      case "DELETE" -> delete(organization, resource);
      default -> throw new IllegalArgumentException(event[0]);
    }

    output.write("{}".getBytes(UTF_8));
  }

  private void read(
      Map<String, AttributeValue> organization,
      Map<String, AttributeValue> resource,
      Map<String, AttributeValue> credential) {
    var keys =
        KeysAndAttributes.builder()
            .keys(List.of(organization, resource))
            .consistentRead(true)
            .build();
    dynamoDb.batchGetItem(batch -> batch.requestItems(Map.of(table, keys)));
    dynamoDb.getItem(get -> get.tableName(table).key(credential).consistentRead(true));
  }

  /** Writes as many attributes as the update of a name. */
  private void update(Map<String, AttributeValue> resource) {
    String id = UUID.randomUUID().toString();
    dynamoDb.updateItem(update ->
        update
            .tableName(table)
            .key(resource)
            .updateExpression(
                "SET #name = :name, updatedAt = :now, #revision = :revision,"
                    + " announced = :announced, changeId = :change, changedMembers = :members")
            .conditionExpression(EXISTS)
            .expressionAttributeNames(Map.of("#name", "name", "#revision", "revision"))
            .expressionAttributeValues(
                Map.of(
                    ":name", text(id),
                    ":now", text("2026-02-18T11:00:00Z"),
                    ":revision", AttributeValue.fromN("2"),
                    ":announced", text("ResourceUpdated"),
                    ":change", text(id),
                    ":members", text("name"))));
  }

  private void delete(
      Map<String, AttributeValue> organization, Map<String, AttributeValue> resource) {
    var delete =
        TransactWriteItem.builder()
            .delete(item -> item.tableName(table).key(resource).conditionExpression(EXISTS))
            .build();
    var count =
        TransactWriteItem.builder()
            .update(update ->
                update
                    .tableName(table)
                    .key(organization)
                    .updateExpression("SET resourceCount = resourceCount - :one")
                    .conditionExpression("resourceCount >= :one AND #status = :active")
                    .expressionAttributeNames(Map.of("#status", "status"))
                    .expressionAttributeValues(
                        Map.of(":one", AttributeValue.fromN("1"), ":active", text("ACTIVE"))))
            .build();
    dynamoDb.transactWriteItems(transaction ->
        transaction.clientRequestToken(UUID.randomUUID().toString()).transactItems(delete, count));
  }

  private static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of("pk", text(partition), "sk", text(sort));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
