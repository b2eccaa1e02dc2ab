package io.entryguard.resources.dynamodb;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.account.Organization;
import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.log.Log;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.ResourceCatalog;
import io.entryguard.resources.resource.TimeLeft;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Looks resources up in the one table: with their organization and its credentials, by one query.
 */
public final class DynamoDbResourceCatalog implements ResourceCatalog {
  private final DynamoDbClient client;
  private final Table table;
  private final Log log;

  @Inject
  public DynamoDbResourceCatalog(DynamoDbClient client, Table table, Log log) {
    this.client = requireNonNull(client, "client is null");
    this.table = requireNonNull(table, "table is null");
    this.log = requireNonNull(log, "log is null");
  }

  @Override
  public Optional<Organization> read(
      OrganizationId organization, TimeLeft timeLeft, Consumer<NamedResource> resources) {
    var reader = new HoldingsReader(organization, log, resources);
    Map<String, AttributeValue> from = Map.of();
    do {
      from = readPage(query(organization, from), reader, timeLeft);
    } while (!from.isEmpty());

    return reader.organization();
  }

  /** Returns where the next page begins; empty after the last. */
  private Map<String, AttributeValue> readPage(
      QueryRequest.Builder request, HoldingsReader reader, TimeLeft timeLeft) {
    var answer = new WholeAnswers.Answer();
    QueryResponse page =
        StoreCalls.callWithin(
            timeLeft,
            within -> client.query(request.overrideConfiguration(answer.wantedBy(within)).build()));
    byte[] body = answer.body();
    if (body != null) {
      return QueryAnswer.read(body, reader::add);
    }
    page.items().forEach(item -> reader.add(Item.of(item)));
    return page.lastEvaluatedKey();
  }

  private QueryRequest.Builder query(
      OrganizationId organization, Map<String, AttributeValue> from) {
    return QueryRequest.builder()
        .tableName(table.name())
        .consistentRead(true)
        .keyConditionExpression("#pk = :pk AND #sk BETWEEN :first AND :last")
        .expressionAttributeNames(Map.of("#pk", Key.PARTITION_NAME, "#sk", Key.SORT_NAME))
        .expressionAttributeValues(
            Map.of(
                ":pk", AttributeValue.fromS(Key.partitionOf(organization)),
                ":first", AttributeValue.fromS(Key.FIRST_CREDENTIAL),
                ":last", AttributeValue.fromS(Key.LAST_RESOURCE)))
        .exclusiveStartKey(from.isEmpty() ? null : from);
  }
}
