package io.entryguard.resources.local.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/** What goes back to the client. */
record GatewayAnswer(int status, Map<String, List<String>> headers, SdkBytes body) {
  GatewayAnswer {
    headers = new LinkedHashMap<>(headers);
  }

  /**
   * What this machine answers itself beside the gateway, with the headers that every answer has.
   *
   * @param moreHeaders of this answer
   */
  static GatewayAnswer own(
      GatewayRequest request,
      int status,
      String contentType,
      String body,
      Map<String, String> moreHeaders) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Content-Type", List.of(contentType));
    headers.put("X-Request-Id", List.of(request.id()));
    headers.put("Cache-Control", List.of("no-store"));
    headers.put("X-Content-Type-Options", List.of("nosniff"));
    moreHeaders.forEach((name, value) -> headers.put(name, List.of(value)));
    return new GatewayAnswer(status, headers, SdkBytes.fromUtf8String(body));
  }

  /** An error in the API's one shape. */
  static GatewayAnswer error(
      GatewayRequest request,
      int status,
      String code,
      String message,
      Map<String, String> moreHeaders) {
    String json =
        new ObjectMapper()
            .createObjectNode()
            .put("error", code)
            .put("message", message)
            .put("timestamp", request.time().truncatedTo(ChronoUnit.SECONDS).toString())
            .toString();
    return own(request, status, "application/json", json, moreHeaders);
  }
}
