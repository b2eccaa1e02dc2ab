package io.entryguard.resources.http;

import static io.entryguard.resources.testing.Samples.FREE_3;
import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.access.Caller;
import io.entryguard.resources.change.CurrentRepresentation;
import io.entryguard.resources.client.DynamoDbModule;
import io.entryguard.resources.create.CreateResource;
import io.entryguard.resources.delete.DeleteResource;
import io.entryguard.resources.dynamodb.TestStores;
import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.function.createresource.CreateResourceOperation;
import io.entryguard.resources.function.deleteresource.DeleteResourceOperation;
import io.entryguard.resources.function.getresource.GetResourceOperation;
import io.entryguard.resources.function.listresources.ListResourcesOperation;
import io.entryguard.resources.function.unmatchedroute.UnmatchedRouteOperation;
import io.entryguard.resources.function.updateresource.UpdateResourceOperation;
import io.entryguard.resources.function.verifyresource.VerifyResourceOperation;
import io.entryguard.resources.get.GetResource;
import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.json.ResourceWriter;
import io.entryguard.resources.list.ListResources;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.rate.Lease;
import io.entryguard.resources.rate.RateLimiter;
import io.entryguard.resources.rate.RequestCounter;
import io.entryguard.resources.rate.RequestLimit;
import io.entryguard.resources.requestlog.MetricNamespace;
import io.entryguard.resources.requestlog.OperationName;
import io.entryguard.resources.requestlog.RequestLog;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.LogLines;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.update.UpdateResource;
import io.entryguard.resources.verify.RequestVerification;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** A line for each request, on stores as functions have them. */
final class RequestLogFilterTest {
  private static final TestTable TABLE = TestTable.create();
  private static final TestStores STORES =
      new TestStores(
          TABLE.table(),
          TestTable.client(UrlConnectionHttpClient.create(), DynamoDbModule.overrides()));

  private final OrganizationId organization = Samples.organizationId();
  private final Caller admin = Events.admin(organization);
  private final Credential credential = Samples.credential(organization, Provider.AWS);
  @RegisterExtension private final LogLines lines = new LogLines();

  /** Every look at it is a step of the hand. */
  private Instant now = NOW;

  private final ApiFunction create = function(createOperation());
  private final ApiFunction list = function(listOperation());

  private static Operation createOperation() {
    return new CreateResourceOperation(
        new CreateResource(
            STORES.resources(),
            FREE_3,
            new ResourceIds(() -> NOW, new Random()),
            ResourceWriter::write,
            () -> NOW));
  }

  private static Operation listOperation() {
    return new ListResourcesOperation(new ListResources(STORES.catalog()));
  }

  private final CurrentRepresentation representation =
      new CurrentRepresentation(STORES.reader(), ResourceWriter::write);
  private final ApiFunction get =
      function(new GetResourceOperation(new GetResource(STORES.reader(), representation)));
  private final ApiFunction update =
      function(
          new UpdateResourceOperation(
              new UpdateResource(
                  STORES.reader(), STORES.changes(), representation, () -> NOW, new Random())));
  private final ApiFunction delete =
      function(
          new DeleteResourceOperation(
              new DeleteResource(STORES.reader(), STORES.changes(), representation)));
  private final ApiFunction verify =
      function(
          new VerifyResourceOperation(
              new RequestVerification(
                  STORES.reader(),
                  STORES.changes(),
                  representation,
                  () -> NOW,
                  new Random(),
                  _ -> {})));

  private ApiFunction function(Operation operation) {
    return function(operation.name(), TestApi.handler(operation));
  }

  private ApiFunction function(OperationName name, HttpHandler handler) {
    return TestApi.function(
        new RequestLogFilter(
            name,
            handler,
            new RequestLog(new MetricNamespace("EntryGuard/test"), () -> NOW),
            this::tick));
  }

  private Instant tick() {
    now = now.plusMillis(5);
    return now;
  }

  private void saveAccount() {
    STORES.accounts().save(Samples.organization(organization, Tier.FREE));
    STORES.accounts().save(credential);
  }

  private APIGatewayProxyRequestEvent post() {
    return Events.post(
        admin, RequestJson.valid().with("credentialId", "\"" + credential.id() + "\"").toString());
  }

  private JsonNode line(APIGatewayProxyRequestEvent event, ApiFunction function)
      throws IOException {
    lines.clear();
    Answer.to(event, function);
    List<String> requests =
        lines.stream().filter(line -> line.contains("\"message\":\"Request\"")).toList();
    assertThat(requests).hasSize(1);
    return new ObjectMapper().readTree(requests.getFirst());
  }

  private static void assertCounts(JsonNode line, String metric) {
    assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics/0/Name").textValue()).isEqualTo(metric);
    assertThat(line.path(metric).intValue()).isEqualTo(1);
  }

  @Test
  void tellsWhoAskedForWhatAndWhatBecameOfIt() throws IOException {
    saveAccount();

    JsonNode line = line(post(), create);

    assertThat(line.path("requestId").textValue()).isEqualTo(Events.REQUEST_ID);
    assertThat(line.path("organizationId").textValue()).isEqualTo(organization.toString());
    assertThat(line.path("callerKind").textValue()).isEqualTo("USER");
    assertThat(line.path("operation").textValue()).isEqualTo("create");
    assertThat(line.path("outcome").textValue()).isEqualTo("OK");
    assertThat(line.path("status").intValue()).isEqualTo(201);
    assertThat(line.path("durationMillis").intValue()).isEqualTo(5);
    // What there is, and the transaction.
    assertThat(line.path("tries").intValue()).isEqualTo(2);
    assertCounts(line, "Created");
    assertThat(line(post(), create).path("tries").intValue()).isEqualTo(1);
  }

  @Test
  void tellsAReplayFromACreate() throws IOException {
    saveAccount();
    line(Events.withHeader(post(), "Idempotency-Key", "1"), create);

    JsonNode line = line(Events.withHeader(post(), "Idempotency-Key", "1"), create);

    assertThat(line.path("outcome").textValue()).isEqualTo("REPLAYED");
    assertCounts(line, "Replayed");
  }

  @Test
  void countsACreateThatTheLimitRefuses() throws IOException {
    saveAccount();
    for (int i = 0; i < 3; i++) {
      line(post(), create);
    }

    JsonNode line = line(post(), create);

    assertThat(line.path("outcome").textValue()).isEqualTo("MAX_RESOURCES_REACHED");
    assertThat(line.path("status").intValue()).isEqualTo(400);
    assertCounts(line, "LimitReached");
  }

  @Test
  void countsNothingOfAListAndOfOtherErrors() throws IOException {
    saveAccount();

    JsonNode listed = line(Events.get(Events.key(organization)), list);
    JsonNode refused = line(Events.get(Events.member(organization)), list);

    assertThat(listed.path("callerKind").textValue()).isEqualTo("API_KEY");
    assertThat(listed.path("outcome").textValue()).isEqualTo("OK");
    assertThat(listed.path("tries").intValue()).isEqualTo(1);
    assertThat(refused.path("outcome").textValue()).isEqualTo("FORBIDDEN");
    assertThat(refused.path("tries").intValue()).isZero();
    assertThat(listed.has("_aws")).isFalse();
    assertThat(refused.has("_aws")).isFalse();
  }

  private ApiFunction limited(Operation operation, RequestCounter counter) {
    var limiter =
        new RateLimiter(counter, new RequestLimit(1), Duration.ZERO, () -> NOW, Runnable::run);
    return function(
        operation.name(),
        new RateLimitFilter(
            TestApi.handler(operation), operation.permission(), limiter, () -> NOW));
  }

  @Test
  void tellsOfOneResourceWhatBecameOfIt() throws IOException {
    saveAccount();
    String id = String.valueOf(Answer.to(post(), create).members().get("id"));

    // The organization and the resource, then the credential.
    assertLine(line(Events.get(admin, id), get), "get", "OK", 200, 2);
    assertLine(
        line(Events.patch(admin, id, "{\"name\": \"Renamed\"}"), update), "update", "OK", 200, 3);
    assertLine(line(Events.verify(admin, id), verify), "verify", "OK", 202, 3);
    assertLine(line(Events.delete(admin, id), delete), "delete", "OK", 204, 1);
    assertLine(line(Events.delete(admin, id), delete), "delete", "RESOURCE_NOT_FOUND", 404, 1);
    assertLine(line(Events.get(admin, "mine"), get), "get", "VALIDATION_ERROR", 400, 0);
  }

  private static void assertLine(
      JsonNode line, String operation, String outcome, int status, int tries) {
    assertThat(line.path("operation").textValue()).isEqualTo(operation);
    assertThat(line.path("outcome").textValue()).isEqualTo(outcome);
    assertThat(line.path("status").intValue()).isEqualTo(status);
    assertThat(line.path("tries").intValue()).isEqualTo(tries);
    assertThat(line.has("_aws")).isFalse();
  }

  @Test
  void countsWhatIsBeyondTheRateLimit() throws IOException {
    JsonNode line =
        line(Events.get(admin), limited(listOperation(), (_, _, _, _) -> new Lease(0, 0)));

    assertThat(line.path("outcome").textValue()).isEqualTo("RATE_LIMIT_EXCEEDED");
    assertThat(line.path("status").intValue()).isEqualTo(429);
    assertCounts(line, "RateLimited");
    assertThat(line.has("RateLimitSkipped")).isFalse();
  }

  @Test
  void countsWhatPassesTheRateLimitUncountedBesideWhatElseItCountsFor() throws IOException {
    saveAccount();
    RequestCounter failing =
        (_, _, _, _) -> {
          throw new StoreUnavailableException("DynamoDB is out of reach");
        };

    JsonNode listed = line(Events.get(admin), limited(listOperation(), failing));
    JsonNode created = line(post(), limited(createOperation(), failing));

    assertCounts(listed, "RateLimitSkipped");
    assertThat(listed.at("/_aws/CloudWatchMetrics")).hasSize(1);
    assertCounts(created, "Created");
    assertThat(created.at("/_aws/CloudWatchMetrics/1/Metrics/0/Name").textValue())
        .isEqualTo("RateLimitSkipped");
    assertThat(created.path("RateLimitSkipped").intValue()).isEqualTo(1);
  }

  @Test
  void namesNobodyWhereNobodyIsKnown() throws IOException {
    JsonNode line =
        line(
            Events.event("GET", "/{proxy+}", "/v1/nothing"),
            function(OperationName.UNMATCHED, new UnmatchedRouteOperation(CrossOrigin.NONE)));

    assertThat(line.path("operation").textValue()).isEqualTo("unmatched");
    assertThat(line.path("outcome").textValue()).isEqualTo("NOT_FOUND");
    assertThat(line.has("organizationId")).isFalse();
    assertThat(line.has("callerKind")).isFalse();
  }

  @Test
  void isWrittenOfAnEventWithNothingInIt() throws IOException {
    JsonNode line = line(new APIGatewayProxyRequestEvent(), list);

    assertThat(line.path("outcome").textValue()).isEqualTo("INTERNAL_ERROR");
    assertThat(line.path("status").intValue()).isEqualTo(500);
  }

  @Test
  void tellsNoTimeWhereTheClockIsSetBack() throws IOException {
    ApiFunction function =
        TestApi.function(
            new RequestLogFilter(
                OperationName.UNMATCHED,
                new ErrorFilter(new UnmatchedRouteOperation(CrossOrigin.NONE)),
                new RequestLog(new MetricNamespace("EntryGuard/test"), () -> NOW),
                () -> now = now.minusSeconds(60)));

    assertThat(
            line(Events.event("GET", "/{proxy+}", "/v1/nothing"), function)
                .path("durationMillis")
                .intValue())
        .isZero();
  }
}
