package io.entryguard.resources.local.gateway;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A function's response, read as strictly as by API Gateway.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format">the
 *     output format</a>
 */
record FunctionResponse(
    int statusCode,
    @Nullable Map<String, String> headers,
    @Nullable Map<String, List<String>> multiValueHeaders,
    @Nullable JsonNode body,
    boolean isBase64Encoded) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Headers that only API Gateway sets. */
  private static final Set<String> GATEWAY_HEADERS =
      Set.of("connection", "content-length", "date", "server", "transfer-encoding", "upgrade");

  /** Reads a response; empty for what API Gateway calls a malformed proxy response. */
  static Optional<GatewayHttpResponse> read(byte[] json) {
    try {
      return Optional.ofNullable(JSON.readValue(json, FunctionResponse.class))
          .filter(FunctionResponse::isWellFormed)
          .map(FunctionResponse::toHttp);
    } catch (IOException | IllegalArgumentException e) {
      // Unknown members, wrong types or malformed base64.
      return Optional.empty();
    }
  }

  private boolean isWellFormed() {
    return statusCode >= 100
        && statusCode <= 599
        && (body == null || body.isNull() || body.isTextual());
  }

  private GatewayHttpResponse toHttp() {
    Map<String, List<String>> allHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    allHeaders.put("Content-Type", List.of("application/json"));
    requireNonNullElse(headers, Map.<String, String>of())
        .forEach((name, value) -> put(allHeaders, name, List.of(value)));
    requireNonNullElse(multiValueHeaders, Map.<String, List<String>>of())
        .forEach((name, values) -> put(allHeaders, name, values));
    String text = body == null ? "" : body.asText("");
    SdkBytes bytes =
        isBase64Encoded
            ? SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text))
            : SdkBytes.fromUtf8String(text);
    return new GatewayHttpResponse(statusCode, allHeaders, bytes);
  }

  private static void put(Map<String, List<String>> headers, String name, List<String> values) {
    if (name.equalsIgnoreCase("WWW-Authenticate")) {
      headers.put("x-amzn-Remapped-WWW-Authenticate", values);
    } else if (!GATEWAY_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
      headers.put(name, values);
    }
  }
}
