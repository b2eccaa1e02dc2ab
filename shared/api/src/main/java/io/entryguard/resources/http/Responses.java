package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import io.entryguard.resources.json.JsonText;
import io.entryguard.resources.text.Timestamps;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes API Gateway's response of a reply: the one error body, and the headers that every answer
 * carries.
 */
public final class Responses {
  /** What Lambda may return, 6 MiB, less room for status, headers and request id. */
  public static final int MAX_BODY_BYTES = 6 * 1024 * 1024 - 8 * 1024;

  private final InstantSource clock;
  private final CrossOrigin crossOrigin;

  @Inject
  public Responses(InstantSource clock, CrossOrigin crossOrigin) {
    this.clock = requireNonNull(clock, "clock is null");
    this.crossOrigin = requireNonNull(crossOrigin, "crossOrigin is null");
  }

  public APIGatewayProxyResponseEvent of(Reply reply, String requestId) {
    return switch (reply) {
      case Reply.Success(int status, String body, Map<String, String> headers) ->
          response(status, body, headers, requestId);
      case Reply.Compressed(int status, String base64, Map<String, String> headers) ->
          response(status, base64, headers, requestId).withIsBase64Encoded(true);
      case Reply.Failure(ApiError error) -> error(error, requestId);
    };
  }

  private APIGatewayProxyResponseEvent error(ApiError error, String requestId) {
    return response(error.code().status(), body(error), error.headers(), requestId);
  }

  private APIGatewayProxyResponseEvent response(
      int status, String body, Map<String, String> headers, String requestId) {
    Map<String, String> all = new LinkedHashMap<>();
    if (!body.isEmpty()) {
      all.put("Content-Type", "application/json");
    }
    all.put("Cache-Control", "no-store");
    all.put("X-Content-Type-Options", "nosniff");
    all.put("X-Request-Id", requestId);
    all.putAll(crossOrigin.headers());
    all.putAll(headers);
    return new APIGatewayProxyResponseEvent()
        .withStatusCode(status)
        .withHeaders(all)
        .withBody(body)
        .withIsBase64Encoded(false);
  }

  private String body(ApiError error) {
    return JsonText.of(json -> write(error, json));
  }

  private void write(ApiError error, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("error", error.code().name());
    json.writeStringField("message", error.message());
    json.writeStringField(
        "timestamp", Timestamps.format(clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    if (!error.validationErrors().isEmpty()) {
      json.writeObjectFieldStart("validationErrors");
      for (Map.Entry<String, String> problem : error.validationErrors().entrySet()) {
        json.writeStringField(problem.getKey(), problem.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /**
   * How many bytes this part of a text in UTF-8 has at most in the JSON string that a body becomes
   * on its way to API Gateway. All other characters have as many there as here.
   */
  public static long lengthAsJson(byte[] utf8, int offset, int length) {
    long more = 0;
    for (int i = offset; i < offset + length; i++) {
      byte b = utf8[i];
      if (b == '"' || b == '\\') {
        more++;
      } else if (b >= 0 && b < ' ') {
        more += 5;
      }
    }
    return length + more;
  }
}
