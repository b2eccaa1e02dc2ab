package io.entryguard.resources.function.createresource;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.http.Events;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.testing.TestContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** That priming leaves nothing of the rate limit to the functions that go on from a snapshot. */
final class CreateResourceSnapshotTest {
  private static final TestTable TABLE = TestTable.create();
  private static final int LIMIT = 5;

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "TABLE_NAME",
          TABLE.table().name(),
          "AWS_REGION",
          "eu-central-1",
          "DYNAMODB_ENDPOINT",
          TestTable.endpoint().toString(),
          "FREE_RESOURCE_LIMIT",
          "3",
          "REQUESTS_PER_MINUTE",
          Integer.toString(LIMIT),
          "METRICS_NAMESPACE",
          "EntryGuard/test");

  /** The one that priming creates for, in events/create-resource.json. */
  private final OrganizationId organization =
      OrganizationId.parse("8d3f0c52-6b1e-4f7a-9c25-1e0a7b94d3f6").orElseThrow();

  @BeforeEach
  void signIn() {
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
  }

  @AfterEach
  void signOut() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  /** Each request that passes as counted has its permit from the table, and not from priming. */
  @Test
  void hasEveryRequestAfterPrimingCountedByTheTable() {
    List<CreateResourceHandler> functions =
        List.of(new CreateResourceHandler(ENVIRONMENT), new CreateResourceHandler(ENVIRONMENT));
    // After 100, whoever had these permits would still hold two: the last lease is of five.
    CreateResourceHandler.priming().run(ENVIRONMENT, 1, ENOUGH_TIME);

    int counted = 0;
    for (int i = 0; i < 4 * LIMIT; i++) {
      APIGatewayProxyResponseEvent response =
          functions
              .get(i % 2)
              .handleRequest(Events.post(Events.admin(organization), "{}"), new TestContext());
      if (response.getStatusCode() == 400 && response.getHeaders().containsKey("RateLimit")) {
        counted++;
      }
      List<Integer> inTable = requestCounts();
      assertThat(counted).isLessThanOrEqualTo(inTable.stream().mapToInt(count -> count).sum());
      assertThat(inTable).allMatch(count -> count <= LIMIT);
    }
  }

  /** By minute. */
  private List<Integer> requestCounts() {
    return TABLE
        .client()
        .query(request ->
            request
                .tableName(TABLE.table().name())
                .consistentRead(true)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(
                    Map.of(":pk", AttributeValue.fromS(Key.RATE_PARTITION + organization))))
        .items()
        .stream()
        .map(item -> Integer.valueOf(requireNonNull(item.get("requestCount")).n()))
        .toList();
  }
}
