package io.entryguard.resources.function.createresource;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.entryguard.resources.http.Events;
import io.entryguard.resources.json.RequestJson;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.TestContext;
import io.entryguard.resources.testing.TestRuntime;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CreateResourceHandlerTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "TABLE_NAME", "resources",
          "AWS_REGION", "eu-central-1",
          "DYNAMODB_ENDPOINT", "",
          "FREE_RESOURCE_LIMIT", "3",
          "REQUESTS_PER_MINUTE", "0",
          "METRICS_NAMESPACE", "EntryGuard/test");

  private final OrganizationId organization = Samples.organizationId();

  /** Priming throws if a response is not the expected one. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "600"})
  void primesWithCreatesOnAnInMemoryNetwork(String requestsPerMinute) {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.put("REQUESTS_PER_MINUTE", requestsPerMinute);

    assertThatCode(() -> CreateResourceHandler.priming().run(environment, 1, ENOUGH_TIME))
        .doesNotThrowAnyException();
  }

  @Test
  void startsFromItsEnvironmentAndRejectsRequestsWithoutTheStore() {
    var handler = new CreateResourceHandler(ENVIRONMENT);
    String body = RequestJson.valid().toString();

    assertThat(
            handler
                .handleRequest(Events.post(Events.member(organization), body), new TestContext())
                .getStatusCode())
        .isEqualTo(403);
    assertThat(
            handler
                .handleRequest(Events.post(Events.admin(organization), "{}"), new TestContext())
                .getStatusCode())
        .isEqualTo(400);
  }

  @Test
  void reportsEveryMissingVariable() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new CreateResourceHandler(Map.of()))
        .withMessage(
            "Environment variables: TABLE_NAME is missing; AWS_REGION is missing;"
                + " FREE_RESOURCE_LIMIT is missing; REQUESTS_PER_MINUTE is missing;"
                + " METRICS_NAMESPACE is missing");
  }

  @Test
  void rejectsLimitsThatAreNotNumbers() {
    Map<String, String> environment =
        Map.of(
            "TABLE_NAME", "resources",
            "AWS_REGION", "eu-central-1",
            "FREE_RESOURCE_LIMIT", "unlimited",
            "REQUESTS_PER_MINUTE", "-1",
            "METRICS_NAMESPACE", "EntryGuard/test");

    assertThatIllegalStateException()
        .isThrownBy(() -> new CreateResourceHandler(environment))
        .withMessage(
            "Environment variables: FREE_RESOURCE_LIMIT must be a whole number;"
                + " REQUESTS_PER_MINUTE must not be negative");
  }

  @Test
  void readsTheEventOfApiGateway() {
    var runtime =
        new TestRuntime<>(
            new CreateResourceHandler(ENVIRONMENT),
            APIGatewayProxyRequestEvent.class,
            APIGatewayProxyResponseEvent.class);

    assertThat(runtime.runOnFile("/proxy-events/sam-local-create-resource.json"))
        .startsWith("{\"statusCode\":403,\"headers\":{")
        .contains("\"body\":\"{\\\"error\\\":\\\"FORBIDDEN\\\"")
        .endsWith("\"isBase64Encoded\":false}");
  }
}
