package io.entryguard.resources.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads what a function answers, as strictly as API Gateway.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-output-format">the
 *     answer's form</a>
 */
final class FunctionAnswer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> MEMBERS =
      Set.of("statusCode", "headers", "multiValueHeaders", "body", "isBase64Encoded");

  /** API Gateway sets these itself. */
  private static final Set<String> GATEWAYS_OWN =
      Set.of("connection", "content-length", "date", "server", "transfer-encoding", "upgrade");

  private FunctionAnswer() {}

  /** The answer; empty for what API Gateway calls a malformed proxy response. */
  static Optional<GatewayAnswer> read(byte[] json) {
    JsonNode answer;
    try {
      answer = JSON.readTree(json);
    } catch (IOException e) {
      return Optional.empty();
    }
    for (String member : (Iterable<String>) answer::fieldNames) {
      if (!MEMBERS.contains(member)) {
        return Optional.empty();
      }
    }
    int status = answer.path("statusCode").asInt();
    JsonNode body = answer.path("body");
    if (status < 100
        || status > 599
        || !(body.isTextual() || body.isNull() || body.isMissingNode())) {
      return Optional.empty();
    }
    try {
      return Optional.of(new GatewayAnswer(status, headers(answer), body(answer)));
    } catch (IllegalArgumentException e) {
      // isBase64Encoded, and the body is not.
      return Optional.empty();
    }
  }

  private static Body body(JsonNode answer) {
    String body = answer.path("body").asText("");
    return answer.path("isBase64Encoded").asBoolean() ? Body.ofBase64(body) : Body.ofText(body);
  }

  private static Map<String, List<String>> headers(JsonNode answer) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Content-Type", List.of("application/json"));
    for (Map.Entry<String, JsonNode> header : answer.path("headers").properties()) {
      put(headers, header.getKey(), List.of(header.getValue().asText()));
    }
    for (Map.Entry<String, JsonNode> header : answer.path("multiValueHeaders").properties()) {
      List<String> values = new ArrayList<>();
      header.getValue().forEach(value -> values.add(value.asText()));
      put(headers, header.getKey(), values);
    }
    return headers;
  }

  private static void put(Map<String, List<String>> headers, String name, List<String> values) {
    if (name.equalsIgnoreCase("WWW-Authenticate")) {
      headers.put("x-amzn-Remapped-WWW-Authenticate", values);
    } else if (!GATEWAYS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
      headers.put(name, values);
    }
  }
}
