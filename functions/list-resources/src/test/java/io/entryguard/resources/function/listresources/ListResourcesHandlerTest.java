package io.entryguard.resources.function.listresources;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.entryguard.resources.http.Events;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.TestContext;
import io.entryguard.resources.testing.TestRuntime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListResourcesHandlerTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "TABLE_NAME", "resources",
          "AWS_REGION", "eu-central-1",
          "DYNAMODB_ENDPOINT", "",
          "REQUESTS_PER_MINUTE", "0",
          "METRICS_NAMESPACE", "EntryGuard/test");

  private final OrganizationId organization = Samples.organizationId();

  /** Priming throws if a response is not the expected one. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "600"})
  void primesWithListsOnAnInMemoryNetwork(String requestsPerMinute) {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put("REQUESTS_PER_MINUTE", requestsPerMinute);

    assertThatCode(() -> ListResourcesHandler.priming().run(environment, 1, ENOUGH_TIME))
        .doesNotThrowAnyException();
  }

  @Test
  void startsFromItsEnvironmentAndRejectsRequestsWithoutTheStore() {
    var handler = new ListResourcesHandler(ENVIRONMENT);

    assertThat(
            handler
                .handleRequest(Events.get(Events.member(organization)), new TestContext())
                .getStatusCode())
        .isEqualTo(403);
    assertThat(
            handler
                .handleRequest(
                    Events.withQuery(Events.get(Events.admin(organization)), "limit"),
                    new TestContext())
                .getStatusCode())
        .isEqualTo(400);
  }

  @Test
  void reportsEveryMissingVariable() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new ListResourcesHandler(Map.of()))
        .withMessage(
            "Environment variables: TABLE_NAME is missing; AWS_REGION is missing;"
                + " REQUESTS_PER_MINUTE is missing; METRICS_NAMESPACE is missing");
  }

  @Test
  void readsTheEventOfApiGateway() {
    var runtime =
        new TestRuntime<>(
            new ListResourcesHandler(ENVIRONMENT),
            APIGatewayProxyRequestEvent.class,
            APIGatewayProxyResponseEvent.class);

    assertThat(runtime.runOnFile("/proxy-events/list-resources.json"))
        .startsWith("{\"statusCode\":400,\"headers\":{")
        .contains("\\\"validationErrors\\\":{\\\"tag\\\":")
        .endsWith("\"isBase64Encoded\":false}");
  }
}
