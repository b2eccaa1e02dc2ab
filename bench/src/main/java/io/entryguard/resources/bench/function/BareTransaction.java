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
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.Update;

/**
 * The transaction of a create, made with the functions' own client and with nothing around it: a
 * count, a check, an item of the same size. Its event is the partition key, a space, and the sort
 * key of a credential.
 */
public final class BareTransaction implements RequestStreamHandler {
  private static final byte[] ANSWER = "{}".getBytes(UTF_8);

  private final DynamoDbClient dynamoDb = BareClient.of(System.getenv());
  private final String table = System.getenv("TABLE_NAME");

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String event = BareClient.text(input);
    int space = event.indexOf(' ');

    dynamoDb.transactWriteItems(transaction(event.substring(0, space), event.substring(space + 1)));

    output.write(ANSWER);
  }

  private TransactWriteItemsRequest transaction(String partition, String credential) {
    String id = UUID.randomUUID().toString();
    return TransactWriteItemsRequest.builder()
        .clientRequestToken(id)
        .transactItems(
            TransactWriteItem.builder().update(count(partition)).build(),
            TransactWriteItem.builder().conditionCheck(check(partition, credential)).build(),
            TransactWriteItem.builder().put(put(partition, id, credential)).build())
        .build();
  }

  private Update count(String partition) {
    return Update.builder()
        .tableName(table)
        .key(key(partition, "ORG"))
        .updateExpression("SET #count = #count + :one")
        .conditionExpression("#status = :active AND #tier = :paid")
        .expressionAttributeNames(
            Map.of("#status", "status", "#tier", "tier", "#count", "resourceCount"))
        .expressionAttributeValues(
            Map.of(
                ":active", AttributeValue.fromS("ACTIVE"),
                ":paid", AttributeValue.fromS("PAID"),
                ":one", AttributeValue.fromN("1")))
        .build();
  }

  private ConditionCheck check(String partition, String credential) {
    return ConditionCheck.builder()
        .tableName(table)
        .key(key(partition, credential))
        .conditionExpression("attribute_exists(#pk) AND #provider = :provider")
        .expressionAttributeNames(Map.of("#pk", "pk", "#provider", "provider"))
        .expressionAttributeValues(Map.of(":provider", AttributeValue.fromS("AWS")))
        .build();
  }

  private Put put(String partition, String id, String credential) {
    return Put.builder()
        .tableName(table)
        .item(item(partition, id, credential))
        .conditionExpression("attribute_not_exists(#pk)")
        .expressionAttributeNames(Map.of("#pk", "pk"))
        .build();
  }

  private static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sort));
  }

  private static Map<String, AttributeValue> item(String partition, String id, String credential) {
    return Map.ofEntries(
        Map.entry("pk", AttributeValue.fromS(partition)),
        Map.entry("sk", AttributeValue.fromS("RESOURCE#" + id)),
        Map.entry("name", AttributeValue.fromS("Production API Gateway")),
        Map.entry(
            "credentialId", AttributeValue.fromS(credential.substring("CREDENTIAL#".length()))),
        Map.entry("provider", AttributeValue.fromS("AWS")),
        Map.entry("resourceType", AttributeValue.fromS("SECURITY_GROUP")),
        Map.entry("resourceIdentifier", AttributeValue.fromS("sg-0abc123def456")),
        Map.entry("region", AttributeValue.fromS("eu-central-1")),
        Map.entry("config", AttributeValue.fromS("{\"port\":443,\"protocol\":\"tcp\"}")),
        Map.entry("isActive", AttributeValue.fromBool(false)),
        Map.entry("createdAt", AttributeValue.fromS("2026-02-18T11:00:00Z")),
        Map.entry("updatedAt", AttributeValue.fromS("2026-02-18T11:00:00Z")));
  }
}
