package io.entryguard.resources.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.entryguard.resources.testing.Repository;
import io.entryguard.resources.testing.TestRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the handler of every operation on one resource. */
public abstract class OneResourceHandlerContract {
  private final String event;

  /**
   * @param eventFile in {@code events/}: a request that succeeds
   */
  protected OneResourceHandlerContract(String eventFile) {
    try {
      this.event = Files.readString(Repository.path("events/" + eventFile));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  protected abstract RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent>
      handler(Map<String, String> environment);

  /** Primes the function with some requests. */
  protected abstract void prime(Map<String, String> environment);

  private static Map<String, String> environment(int requestsPerMinute) {
    return Map.of(
        "TABLE_NAME",
        "resources",
        "AWS_REGION",
        "eu-central-1",
        "DYNAMODB_ENDPOINT",
        "",
        "REQUESTS_PER_MINUTE",
        Integer.toString(requestsPerMinute),
        "METRICS_NAMESPACE",
        "EntryGuard/test");
  }

  /** Priming throws at another response than the right one. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 600})
  void isPrimedOnANetworkInMemory(int requestsPerMinute) {
    assertThatCode(() -> prime(environment(requestsPerMinute))).doesNotThrowAnyException();
  }

  @Test
  void namesEveryVariableThatIsMissing() {
    assertThatIllegalStateException()
        .isThrownBy(() -> handler(Map.of()))
        .withMessage(
            "Environment variables: TABLE_NAME is missing; AWS_REGION is missing;"
                + " REQUESTS_PER_MINUTE is missing; METRICS_NAMESPACE is missing");
  }

  @Test
  void takesTheEventAsItComesFromApiGatewayAndRefusesWhatNeedsNoStore() {
    var runtime =
        new TestRuntime<>(
            handler(environment(0)),
            APIGatewayProxyRequestEvent.class,
            APIGatewayProxyResponseEvent.class);

    assertThat(
            runtime.run(event.replaceAll("\"permissions\": \"[^\"]*\"", "\"permissions\": \"\"")))
        .startsWith("{\"statusCode\":403,\"headers\":{")
        .contains("\"body\":\"{\\\"error\\\":\\\"FORBIDDEN\\\"")
        .endsWith("\"isBase64Encoded\":false}");
    assertThat(runtime.run(event.replaceAll("\"id\": \"[^\"]*\"", "\"id\": \"..\"")))
        .startsWith("{\"statusCode\":400,\"headers\":{")
        .contains("\\\"validationErrors\\\":{\\\"id\\\":");
  }
}
