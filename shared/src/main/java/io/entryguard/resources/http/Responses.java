package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import io.entryguard.resources.json.StrictJson;
import io.entryguard.resources.text.Timestamps;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
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
  private static final int MAX_BODY_BYTES = 6 * 1024 * 1024 - 8 * 1024;

  private final InstantSource clock;
  private final CrossOrigin crossOrigin;

  @Inject
  public Responses(InstantSource clock, CrossOrigin crossOrigin) {
    this.clock = requireNonNull(clock, "clock is null");
    this.crossOrigin = requireNonNull(crossOrigin, "crossOrigin is null");
  }

  APIGatewayProxyResponseEvent of(Reply reply, String requestId) {
    return switch (reply) {
      case Reply.Success(int status, String body, Map<String, String> headers) ->
          response(status, body, headers, requestId);
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
    var text = new StringWriter();
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(text)) {
      write(error, json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return text.toString();
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
   * Whether the body, as the JSON string that it becomes on its way to API Gateway, is small enough
   * for Lambda. Errors always are.
   */
  static boolean fits(Reply reply) {
    return switch (reply) {
      case Reply.Success(int _, String body, Map<String, String> _) ->
          lengthAsJson(body) <= MAX_BODY_BYTES;
      case Reply.Failure _ -> true;
    };
  }

  private static long lengthAsJson(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '"' || character == '\\') {
        bytes += 2;
      } else if (character < ' ') {
        bytes += 6;
      } else if (character < 0x80) {
        bytes += 1;
      } else if (character < 0x800 || Character.isSurrogate(character)) {
        bytes += 2;
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }
}
