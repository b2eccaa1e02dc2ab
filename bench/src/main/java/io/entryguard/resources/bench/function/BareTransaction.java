package io.entryguard.resources.bench.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * The transaction of a create by itself: a count, a check, an item of the same size. The event is
 * the partition key, a space, and the sort key of a credential.
 */
public final class BareTransaction implements RequestStreamHandler {
  private final String table = System.getenv("TABLE_NAME");
  private final DynamoDbClient dynamoDb = BareClient.create();

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String[] keys = new String(input.readAllBytes(), UTF_8).replace("\"", "").split(" ", 2);

    create(keys[0], keys[1]);

    output.write("{}".getBytes(UTF_8));
  }

  private void create(String partition, String credential) {
    String id = UUID.randomUUID().toString();
    var count =
        TransactWriteItem.builder()
            .update(update ->
                update
                    .tableName(table)
                    .key(Map.of("pk", text(partition), "sk", text("ORG")))
                    .updateExpression("SET resourceCount = resourceCount + :one")
                    .conditionExpression("#status = :active AND tier = :paid")
                    .expressionAttributeNames(Map.of("#status", "status"))
                    .expressionAttributeValues(
                        Map.of(
                            ":active", text("ACTIVE"),
                            ":paid", text("PAID"),
                            ":one", AttributeValue.fromN("1"))))
            .build();
    var check =
        TransactWriteItem.builder()
            .conditionCheck(condition ->
                condition
                    .tableName(table)
                    .key(Map.of("pk", text(partition), "sk", text(credential)))
                    .conditionExpression("attribute_exists(pk) AND provider = :provider")
                    .expressionAttributeValues(Map.of(":provider", text("AWS"))))
            .build();
    var put =
        TransactWriteItem.builder()
            .put(item ->
                item.tableName(table)
                    .item(resource(partition, id, credential))
                    .conditionExpression("attribute_not_exists(pk)"))
            .build();
    dynamoDb.transactWriteItems(
        transaction -> transaction.clientRequestToken(id).transactItems(count, check, put));
  }

  private static Map<String, AttributeValue> resource(
      String partition, String id, String credential) {
    return Map.ofEntries(
        Map.entry("pk", text(partition)),
        Map.entry("sk", text("RESOURCE#" + id)),
        Map.entry("name", text("Production API Gateway")),
        Map.entry("credentialId", text(credential.substring("CREDENTIAL#".length()))),
        Map.entry("provider", text("AWS")),
        Map.entry("resourceType", text("SECURITY_GROUP")),
        Map.entry("resourceIdentifier", text("sg-0abc123def456")),
        Map.entry("region", text("eu-central-1")),
        Map.entry("config", text("{\"port\":443,\"protocol\":\"tcp\"}")),
        Map.entry("isActive", AttributeValue.fromBool(false)),
        Map.entry("createdAt", text("2026-02-18T11:00:00Z")),
        Map.entry("updatedAt", text("2026-02-18T11:00:00Z")));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }
}
