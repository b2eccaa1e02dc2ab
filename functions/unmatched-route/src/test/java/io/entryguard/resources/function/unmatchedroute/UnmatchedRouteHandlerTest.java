package io.entryguard.resources.function.unmatchedroute;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.entryguard.resources.http.Events;
import io.entryguard.resources.testing.TestContext;
import io.entryguard.resources.testing.TestRuntime;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UnmatchedRouteHandlerTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("METRICS_NAMESPACE", "EntryGuard/test");

  private final UnmatchedRouteHandler handler = new UnmatchedRouteHandler(ENVIRONMENT);

  @Test
  void namesTheMethodsOfAPathThatHasOthers() {
    APIGatewayProxyResponseEvent response =
        handler.handleRequest(
            Events.event("DELETE", "/v1/resources", "/v1/resources"), new TestContext());

    assertThat(response.getStatusCode()).isEqualTo(405);
    assertThat(response.getHeaders()).containsEntry("Allow", "GET, HEAD, POST");
  }

  @Test
  void findsNothingElsewhere() {
    APIGatewayProxyResponseEvent response =
        handler.handleRequest(Events.event("GET", "/{proxy+}", "/v1/nothing"), new TestContext());

    assertThat(response.getStatusCode()).isEqualTo(404);
    assertThat(response.getBody()).startsWith("{\"error\":\"NOT_FOUND\"");
  }

  @Test
  void namesTheVariableThatIsMissing() {
    assertThatIllegalStateException()
        .isThrownBy(UnmatchedRouteHandler::new)
        .withMessage("Environment variables: METRICS_NAMESPACE is missing");
  }

  @Test
  void takesTheEventAsItComesFromApiGateway() {
    var runtime =
        new TestRuntime<>(
            handler, APIGatewayProxyRequestEvent.class, APIGatewayProxyResponseEvent.class);

    assertThat(
            runtime.run("{\"resource\": \"/{proxy+}\", \"path\": \"/\", \"httpMethod\": \"GET\"}"))
        .startsWith("{\"statusCode\":404,");
  }

  /** Priming throws at another response than the right one. */
  @Test
  void isPrimed() {
    assertThatCode(() -> UnmatchedRouteHandler.priming().run(ENVIRONMENT, 1, ENOUGH_TIME))
        .doesNotThrowAnyException();
  }
}
