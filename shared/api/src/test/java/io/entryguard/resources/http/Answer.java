package io.entryguard.resources.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.testing.TestContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A function's response, whose common headers have been checked. */
public record Answer(int status, Map<String, String> headers, String body) {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  public static Answer to(APIGatewayProxyRequestEvent event, ApiFunction function) {
    return of(function.handle(event, new TestContext()));
  }

  public static Answer of(APIGatewayProxyResponseEvent response) {
    if (!response.getBody().isEmpty()) {
      assertThat(response.getHeaders()).containsEntry("Content-Type", "application/json");
    }
    assertThat(response.getHeaders())
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsKey("X-Request-Id");
    assertThat(response.getIsBase64Encoded()).isFalse();
    return new Answer(response.getStatusCode(), response.getHeaders(), response.getBody());
  }

  /** The code of an error; also checks the shape of the error's body. */
  public String error() {
    Map<String, Object> members = members();
    assertThat(members.keySet()).startsWith("error", "message", "timestamp");
    if (members.containsKey("validationErrors")) {
      assertThat(members).hasSize(4);
      assertThat(members.get("error")).isEqualTo("VALIDATION_ERROR");
    } else {
      assertThat(members).hasSize(3);
    }
    assertThat(String.valueOf(members.get("message"))).isNotBlank();
    assertThat(members).containsEntry("timestamp", "2026-02-18T11:00:00Z");
    return String.valueOf(members.get("error"));
  }

  /** Status and error code, such as {@code 403 FORBIDDEN}; only the status of a success. */
  public String summary() {
    return status < 400 ? Integer.toString(status) : status + " " + error();
  }

  public Map<String, String> validationErrors() {
    Map<String, String> errors = new LinkedHashMap<>();
    if (members().get("validationErrors") instanceof Map<?, ?> map) {
      map.forEach((field, problem) -> errors.put((String) field, (String) problem));
    }
    return errors;
  }

  public Map<String, Object> members() {
    try {
      return MAPPER.readValue(body, new TypeReference<Map<String, Object>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(body, e);
    }
  }
}
