package io.entryguard.resources.bench.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.entryguard.resources.snapstart.SnapStart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.warmup.SdkWarmUp;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * The query of a list, made with the functions' own client and with nothing around it. Its event is
 * the organization's partition key, and its answer how many items came. Its snapshot is primed by
 * the SDK alone.
 */
public final class BareQuery implements RequestStreamHandler {
  private final DynamoDbClient dynamoDb = BareClient.of(System.getenv());
  private final Map<String, DynamoDbClient> replays = new HashMap<>();

  public BareQuery() {
    if (SnapStart.isUsed(System.getenv())) {
      SnapStart.prime(() -> SdkWarmUp.warmUp(DynamoDbClient.class));
    }
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    String partition = BareClient.text(input);

    int items =
        partition.startsWith("replay ")
            ? readAgain(partition.substring("replay ".length()))
            : read(dynamoDb, partition);

    output.write(("{\"items\":" + items + "}").getBytes(UTF_8));
  }

  private int readAgain(String partition) {
    return read(replay(partition), partition);
  }

  /** A client that is given the answers of an earlier query: what is left is the SDK's own work. */
  private DynamoDbClient replay(String partition) {
    return replays.computeIfAbsent(
        partition,
        key -> {
          var recording = new RecordedAnswers();
          read(BareClient.recording(System.getenv(), recording), key);
          return BareClient.replaying(recording);
        });
  }

  private static int read(DynamoDbClient client, String partition) {
    int items = 0;
    Map<String, AttributeValue> from = Map.of();
    do {
      QueryResponse page = client.query(query(partition, from));
      items += page.items().size();
      from = page.lastEvaluatedKey();
    } while (!from.isEmpty());
    return items;
  }

  private static QueryRequest query(String partition, Map<String, AttributeValue> from) {
    return QueryRequest.builder()
        .tableName(System.getenv("TABLE_NAME"))
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
