package io.entryguard.resources.local.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What this machine's API answers itself beside the gateway, in the form of the API's answers. */
final class JsonAnswer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonAnswer() {}

  static GatewayAnswer of(GatewayRequest request, int status, String json) {
    return of(request, status, json, Map.of());
  }

  /** An error in the one shape. */
  static GatewayAnswer error(GatewayRequest request, int status, String code, String message) {
    return of(request, status, errorJson(request, code, message), Map.of());
  }

  /**
   * Refuses a method.
   *
   * @param allowed as the header {@code Allow} has it
   */
  static GatewayAnswer methodNotAllowed(GatewayRequest request, String message, String allowed) {
    return of(
        request, 405, errorJson(request, "METHOD_NOT_ALLOWED", message), Map.of("Allow", allowed));
  }

  private static String errorJson(GatewayRequest request, String code, String message) {
    ObjectNode error = JSON.createObjectNode();
    error.put("error", code);
    error.put("message", message);
    error.put("timestamp", request.time().truncatedTo(ChronoUnit.SECONDS).toString());
    return error.toString();
  }

  private static GatewayAnswer of(
      GatewayRequest request, int status, String json, Map<String, String> moreHeaders) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Content-Type", List.of("application/json"));
    headers.put("X-Request-Id", List.of(request.id()));
    headers.put("Cache-Control", List.of("no-store"));
    headers.put("X-Content-Type-Options", List.of("nosniff"));
    moreHeaders.forEach((name, value) -> headers.put(name, List.of(value)));
    return new GatewayAnswer(status, headers, Body.ofText(json));
  }
}
