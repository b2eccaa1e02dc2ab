package io.entryguard.resources.http;

import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.entryguard.resources.refusal.ErrorCode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ResponseEncoderTest {
  private final ResponseEncoder encoder = TestApi.encoder();

  @ParameterizedTest
  @EnumSource
  void encodesEveryErrorInTheSameShape(ErrorCode code) {
    Answer answer = Answer.of(failure(ApiError.of(code, "What is wrong.")));

    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":\"%s\",\"message\":\"What is wrong.\",\"timestamp\":\"2026-02-18T11:00:00Z\"}"
                .formatted(code));
    assertThat(answer.status()).isEqualTo(code.status()).isBetween(400, 599);
    assertThat(answer.headers()).hasSize(4).containsEntry("X-Request-Id", "request-1");
  }

  @Test
  void keepsTheOrderOfValidationErrorsAndEscapesTheirNames() {
    Map<String, String> errors = new LinkedHashMap<>();
    errors.put("z", "first");
    errors.put("a\"b\\\u0001", "second");
    errors.put("", "third");

    assertThat(failure(ApiError.validation(errors)).getBody())
        .isEqualTo(
            "{\"error\":\"VALIDATION_ERROR\",\"message\":\"The request is not valid: see"
                + " validationErrors.\",\"timestamp\":\"2026-02-18T11:00:00Z\",\"validationErrors\":"
                + "{\"z\":\"first\",\"a\\\"b\\\\\\u0001\":\"second\",\"\":\"third\"}}");
  }

  @Test
  void addsCorsHeadersForTheConfiguredOrigin() {
    var open =
        new ResponseEncoder(() -> NOW, new CrossOrigin(Optional.of("https://console.example.com")));

    for (HttpResponse response :
        List.of(success("[]"), HttpResponse.error(ApiError.of(ErrorCode.FORBIDDEN, "No.")))) {
      assertThat(open.encode(response, "request-1").getHeaders())
          .containsEntry("Access-Control-Allow-Origin", "https://console.example.com")
          .containsEntry(
              "Access-Control-Expose-Headers",
              "ETag, Idempotency-Replayed, Link, Location, Preference-Applied, RateLimit,"
                  + " RateLimit-Policy, Retry-After, X-Request-Id");
      assertThat(encoder.encode(response, "request-1").getHeaders())
          .doesNotContainKeys("Access-Control-Allow-Origin", "Access-Control-Expose-Headers");
    }
  }

  @Test
  void writesTheTimeInSeconds() {
    var precise =
        new ResponseEncoder(
            () -> Instant.parse("2026-02-18T11:00:00.987654321Z"), CrossOrigin.NONE);

    assertThat(
            precise
                .encode(HttpResponse.error(ApiError.of(ErrorCode.NOT_FOUND, "No.")), "request-1")
                .getBody())
        .contains("\"timestamp\":\"2026-02-18T11:00:00Z\"");
  }

  private static HttpResponse success(String body) {
    return HttpResponse.json(200, body, Map.of());
  }

  private APIGatewayProxyResponseEvent failure(ApiError error) {
    return encoder.encode(HttpResponse.error(error), "request-1");
  }
}
