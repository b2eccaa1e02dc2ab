package io.entryguard.resources.function.unmatchedroute;

import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.entryguard.resources.http.Answer;
import io.entryguard.resources.http.ApiFunction;
import io.entryguard.resources.http.CrossOrigin;
import io.entryguard.resources.http.Events;
import io.entryguard.resources.http.ResponseEncoder;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnmatchedRouteOperationTest {
  private final ApiFunction function = functionFor(CrossOrigin.NONE);

  private static ApiFunction functionFor(CrossOrigin crossOrigin) {
    return new ApiFunction(
        new UnmatchedRouteOperation(crossOrigin), new ResponseEncoder(() -> NOW, crossOrigin));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT      | /v1/resources             | GET, HEAD, POST",
        "PATCH    | /v1/resources             | GET, HEAD, POST",
        "DELETE   | /v1/resources             | GET, HEAD, POST",
        "OPTIONS  | /v1/resources             | GET, HEAD, POST",
        "PROPFIND | /v1/resources             | GET, HEAD, POST",
        "POST     | /v1/resources/{id}        | DELETE, GET, HEAD, PATCH",
        "PUT      | /v1/resources/{id}        | DELETE, GET, HEAD, PATCH",
        "OPTIONS  | /v1/resources/{id}        | DELETE, GET, HEAD, PATCH",
        "GET      | /v1/resources/{id}/verify | POST",
        "DELETE   | /v1/resources/{id}/verify | POST",
        "OPTIONS  | /v1/resources/{id}/verify | POST"
      })
  void namesTheMethodsOfAPathThatHasOthers(String method, String route, String methods) {
    Answer answer = Answer.to(Events.event(method, route, route), function);

    assertThat(answer.summary()).isEqualTo("405 METHOD_NOT_ALLOWED");
    assertThat(answer.headers()).hasSize(5).containsEntry("Allow", methods);
    assertThat(answer.body()).startsWith("{").contains("This path answers ");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1",
    "GET, /v1/resources/550e8400-e29b-41d4-a716-446655440000/sessions",
    "POST, /v1/resources/550e8400-e29b-41d4-a716-446655440000/verify/now",
    "POST, /v2/resources",
    "GET, /V1/Resources",
    "GET, /v1/resources%2F",
    "GET, /favicon.ico"
  })
  void findsNothingElsewhere(String method, String path) {
    Answer answer = Answer.to(Events.event(method, "/{proxy+}", path), function);

    assertThat(answer.summary()).isEqualTo("404 NOT_FOUND");
    assertThat(answer.headers()).hasSize(4).containsEntry("X-Request-Id", Events.REQUEST_ID);
    assertThat(answer.body()).doesNotContain(path + "\"");
  }

  @Test
  void goesByTheRouteThatMatchedAndNotByThePath() {
    APIGatewayProxyRequestEvent event = Events.event("GET", "/{proxy+}", "/v1/resources");

    assertThat(Answer.to(event, function).summary()).isEqualTo("404 NOT_FOUND");
  }

  @Test
  void takesTheRouteFromTheContextWhereTheEventHasNone() {
    APIGatewayProxyRequestEvent event =
        Events.event("PUT", "/v1/resources", "/v1/resources").withResource(null);

    assertThat(Answer.to(event, function).summary()).isEqualTo("405 METHOD_NOT_ALLOWED");
  }

  @Test
  void answersEvenAnEventWithNothingInIt() {
    assertThat(Answer.to(new APIGatewayProxyRequestEvent(), function).summary())
        .isEqualTo("404 NOT_FOUND");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/resources             | GET, HEAD, POST",
        "/v1/resources/{id}        | DELETE, GET, HEAD, PATCH",
        "/v1/resources/{id}/verify | POST"
      })
  void tellsABrowserWhatThePageMaySend(String route, String methods) {
    Answer answer =
        Answer.to(
            Events.event("OPTIONS", route, route),
            functionFor(new CrossOrigin(Optional.of("https://console.example.com"))));

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers())
        .containsEntry("Access-Control-Allow-Origin", "https://console.example.com")
        .containsEntry("Access-Control-Allow-Methods", methods)
        .containsEntry(
            "Access-Control-Allow-Headers",
            "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Prefer,"
                + " X-API-Key")
        .containsEntry("Access-Control-Max-Age", "7200")
        .containsEntry("X-Request-Id", Events.REQUEST_ID)
        .doesNotContainKeys("Content-Type", "Access-Control-Allow-Credentials");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /v1/resources, 405",
    "POST, /v1/resources/{id}, 405",
    "GET, /v1/resources/{id}/verify, 405",
    "OPTIONS, /{proxy+}, 404"
  })
  void letsAPageReadWhyItsRequestFailed(String method, String route, int status) {
    Answer answer =
        Answer.to(
            Events.event(method, route, "/v1/resources"),
            functionFor(new CrossOrigin(Optional.of("https://console.example.com"))));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers())
        .containsEntry("Access-Control-Allow-Origin", "https://console.example.com")
        .doesNotContainKey("Access-Control-Allow-Methods");
  }
}
