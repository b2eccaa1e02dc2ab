package io.entryguard.resources.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.entryguard.resources.local.service.TableCreation;
import io.entryguard.resources.local.template.TableDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The organizations of a run, and what the table holds of them. */
final class TestData {
  /** The number of resources that are put in at once, to be deleted one by one. */
  private static final int DOOMED = 1_000;

  /** DynamoDB's limit of items per batch. */
  private static final int BATCH = 25;

  private final DynamoDbClient client;
  private final TableDefinition table;
  private final Map<String, Map<String, AttributeValue>> firsts = new HashMap<>();
  private final AtomicInteger deletes = new AtomicInteger();

  TestData(DynamoDbClient client, TableDefinition table) {
    this.client = client;
    this.table = table;
  }

  void createTable() {
    TableCreation.create(client, table);
  }

  /** The organization with this many resources, which no request changes. */
  static String holding(int resources) {
    return uuid("holding " + resources);
  }

  /** The organization in which creates are timed. */
  static String growing() {
    return uuid("growing");
  }

  /** The organization with one resource, which is read and updated. */
  static String changing() {
    return uuid("changing");
  }

  /** The organization in which deletes are timed. */
  static String shrinking() {
    return uuid("shrinking");
  }

  /** The organization in which the plain handler creates before its snapshot. */
  static String primed() {
    return uuid("primed");
  }

  /** The credential of an organization. */
  static String credential(String organization) {
    return uuid("credential of " + organization);
  }

  private static String uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString();
  }

  /** Lets an organization count this many resources, whatever it has. */
  void count(String organization, int resources) {
    client.updateItem(update ->
        update
            .tableName(table.name())
            .key(
                Map.of(
                    "pk", AttributeValue.fromS("ORG#" + organization),
                    "sk", AttributeValue.fromS("ORG")))
            .updateExpression("SET resourceCount = :count")
            .expressionAttributeValues(
                Map.of(":count", AttributeValue.fromN(Integer.toString(resources)))));
  }

  /** Returns the id of the next resource to delete, and puts in more if need be. */
  String nextToDelete(String resource) {
    int number = deletes.incrementAndGet();
    if (number % DOOMED == 1) {
      copy(shrinking(), number, number + DOOMED);
    }
    return copyOf(resource, number);
  }

  /** Returns the id of an organization's first resource. */
  String firstResource(String organization) {
    return text(first(organization), "sk").replace("RESOURCE#", "");
  }

  /** Copies an organization's first resource, with numbers in the ids of the copies. */
  void copy(String organization, int first, int end) {
    Map<String, AttributeValue> resource = first(organization);
    List<WriteRequest> writes =
        IntStream.range(first, end).mapToObj(number -> copy(resource, number)).toList();
    for (int from = 0; from < writes.size(); from += BATCH) {
      List<WriteRequest> batch = writes.subList(from, Math.min(writes.size(), from + BATCH));
      client.batchWriteItem(write -> write.requestItems(Map.of(table.name(), batch)));
    }
  }

  /** Kept, because a resource may be deleted later. */
  private Map<String, AttributeValue> first(String organization) {
    return firsts.computeIfAbsent(
        organization,
        _ ->
            client
                .query(query ->
                    query
                        .tableName(table.name())
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                        .limit(1)
                        .expressionAttributeValues(
                            Map.of(
                                ":pk", AttributeValue.fromS("ORG#" + organization),
                                ":sk", AttributeValue.fromS("RESOURCE#"))))
                .items()
                .getFirst());
  }

  private static WriteRequest copy(Map<String, AttributeValue> item, int number) {
    Map<String, AttributeValue> copy = new HashMap<>(item);
    copy.put("sk", AttributeValue.fromS(copyOf(text(item, "sk"), number)));
    return WriteRequest.builder().putRequest(PutRequest.builder().item(copy).build()).build();
  }

  private static String copyOf(String id, int number) {
    return id.substring(0, id.length() - 5) + "%05x".formatted(number);
  }

  private static String text(Map<String, AttributeValue> item, String attribute) {
    return item.getOrDefault(attribute, AttributeValue.fromS("")).s();
  }
}
