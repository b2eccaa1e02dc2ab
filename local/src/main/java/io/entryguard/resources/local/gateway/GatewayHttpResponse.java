package io.entryguard.resources.local.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;

/** An HTTP response to the client. */
record GatewayHttpResponse(int status, Map<String, List<String>> headers, SdkBytes body) {
  GatewayHttpResponse {
    headers = new LinkedHashMap<>(headers);
  }

  /**
   * Returns a response of a local endpoint beside the API, with the headers of every response.
   *
   * @param moreHeaders the headers of this response only
   */
  static GatewayHttpResponse own(
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
    return new GatewayHttpResponse(status, headers, SdkBytes.fromUtf8String(body));
  }

  /** Returns an error in the API's error format. */
  static GatewayHttpResponse error(
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
