package io.entryguard.resources.bench.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The query of a list by itself. The event is the organization's partition key, the response the
 * number of items. After {@value #REPLAY}, DynamoDB's response is replayed from memory, which
 * leaves the SDK's own work.
 */
public final class BareQuery implements RequestStreamHandler {
  private static final String REPLAY = "replay ";

  private final String table = System.getenv("TABLE_NAME");
  private final DynamoDbClient dynamoDb = BareClient.create();
  private final Map<String, DynamoDbClient> replays = new HashMap<>();

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String event = new String(input.readAllBytes(), UTF_8).replace("\"", "");
    String partition = event.replace(REPLAY, "");

    int items = read(event.startsWith(REPLAY) ? replay(partition) : dynamoDb, partition);

    output.write(("{\"items\":" + items + "}").getBytes(UTF_8));
  }

  private DynamoDbClient replay(String partition) {
    return replays.computeIfAbsent(
        partition,
        key -> {
          var http = new Replay();
          DynamoDbClient client = DynamoDbClient.builder().httpClient(http).build();
          read(client, key);
          http.rewind();
          return client;
        });
  }

  private int read(DynamoDbClient client, String partition) {
    int items = 0;
    Map<String, AttributeValue> from = Map.of();
    do {
      QueryResponse page = client.query(query(partition, from));
      items += page.items().size();
      from = page.lastEvaluatedKey();
    } while (!from.isEmpty());
    return items;
  }

  private QueryRequest query(String partition, Map<String, AttributeValue> from) {
    return QueryRequest.builder()
        .tableName(table)
        .consistentRead(true)
        .keyConditionExpression("#pk = :pk AND #sk BETWEEN :first AND :last")
        .expressionAttributeNames(Map.of("#pk", "pk", "#sk", "sk"))
        .expressionAttributeValues(
            Map.of(
                ":pk", AttributeValue.fromS(partition),
                ":first", AttributeValue.fromS("CREDENTIAL#"),
                ":last", AttributeValue.fromS("RESOURCE#~")))
        .exclusiveStartKey(from.isEmpty() ? null : from)
        .build();
  }
}
