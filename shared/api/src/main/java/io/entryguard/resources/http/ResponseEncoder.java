package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonGenerator;
import io.entryguard.resources.json.JsonText;
import io.entryguard.resources.text.Timestamps;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Encodes a response as API Gateway's event: renders errors and adds the headers of every response.
 */
public final class ResponseEncoder {
  /** Lambda's response limit, 6 MiB, less room for status, headers and request id. */
  public static final int MAX_BODY_BYTES = 6 * 1024 * 1024 - 8 * 1024;

  private final InstantSource clock;
  private final CrossOrigin crossOrigin;

  public ResponseEncoder(InstantSource clock, CrossOrigin crossOrigin) {
    this.clock = requireNonNull(clock, "clock is null");
    this.crossOrigin = requireNonNull(crossOrigin, "crossOrigin is null");
  }

  public APIGatewayProxyResponseEvent encode(HttpResponse response, String requestId) {
    String body =
        switch (response.body()) {
          case HttpResponse.Body.Empty() -> "";
          case HttpResponse.Body.Json(String text) -> text;
          case HttpResponse.Body.Gzip(String base64) -> base64;
          case HttpResponse.Body.Problem(ApiError error) -> JsonText.of(json -> write(error, json));
        };
    Map<String, String> headers = new LinkedHashMap<>();
    if (!body.isEmpty()) {
      headers.put("Content-Type", "application/json");
    }
    headers.put("Cache-Control", "no-store");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Request-Id", requestId);
    headers.putAll(crossOrigin.headers());
    headers.putAll(response.headers());
    return new APIGatewayProxyResponseEvent()
        .withStatusCode(response.status())
        .withHeaders(headers)
        .withBody(body)
        .withIsBase64Encoded(response.body() instanceof HttpResponse.Body.Gzip);
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
   * Returns an upper bound of the bytes that this UTF-8 text takes as a JSON string, in which the
   * response body is sent to API Gateway. Quotes, backslashes and control characters are escaped
   * there; other characters keep their length.
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
