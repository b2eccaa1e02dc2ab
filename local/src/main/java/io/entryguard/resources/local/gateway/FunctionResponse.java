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
 * What a function answers, read as strictly as API Gateway does.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format">the
 *     answer's form</a>
 */
record FunctionAnswer(
    int statusCode,
    @Nullable Map<String, String> headers,
    @Nullable Map<String, List<String>> multiValueHeaders,
    @Nullable JsonNode body,
    boolean isBase64Encoded) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** API Gateway sets these itself. */
  private static final Set<String> GATEWAYS_OWN =
      Set.of("connection", "content-length", "date", "server", "transfer-encoding", "upgrade");

  /** The answer; empty for what API Gateway calls a malformed proxy response. */
  static Optional<GatewayAnswer> read(byte[] json) {
    try {
      return Optional.ofNullable(JSON.readValue(json, FunctionAnswer.class))
          .filter(FunctionAnswer::isWellFormed)
          .map(FunctionAnswer::answer);
    } catch (IOException | IllegalArgumentException e) {
      // It has other members or types, or its body is not the base64 that it says.
      return Optional.empty();
    }
  }

  private boolean isWellFormed() {
    return statusCode >= 100
        && statusCode <= 599
        && (body == null || body.isNull() || body.isTextual());
  }

  private GatewayAnswer answer() {
    Map<String, List<String>> answered = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    answered.put("Content-Type", List.of("application/json"));
    requireNonNullElse(headers, Map.<String, String>of())
        .forEach((name, value) -> put(answered, name, List.of(value)));
    requireNonNullElse(multiValueHeaders, Map.<String, List<String>>of())
        .forEach((name, values) -> put(answered, name, values));
    String text = body == null ? "" : body.asText("");
    SdkBytes bytes =
        isBase64Encoded
            ? SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text))
            : SdkBytes.fromUtf8String(text);
    return new GatewayAnswer(statusCode, answered, bytes);
  }

  private static void put(Map<String, List<String>> headers, String name, List<String> values) {
    if (name.equalsIgnoreCase("WWW-Authenticate")) {
      headers.put("x-amzn-Remapped-WWW-Authenticate", values);
    } else if (!GATEWAYS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
      headers.put(name, values);
    }
  }
}
