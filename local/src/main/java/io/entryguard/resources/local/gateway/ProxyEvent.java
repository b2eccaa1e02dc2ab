package io.entryguard.resources.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.local.template.LocalAws;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a request as API Gateway's proxy event.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format">the
 *     proxy event</a>
 */
final class ProxyEvent {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final GatewayRequest request;
  private final RouteTable.Match match;
  private final String stage;
  private final String path;

  /**
   * @param path the request's path without the stage
   */
  ProxyEvent(GatewayRequest request, RouteTable.Match match, String stage, String path) {
    this.request = request;
    this.match = match;
    this.stage = stage;
    this.path = path;
  }

  /** Returns the authorizer's event: everything but the body. */
  byte[] forAuthorizer() {
    ObjectNode event = JSON.createObjectNode();
    event.put("type", "REQUEST");
    event.put("methodArn", methodArn());
    putRequest(event);
    event.set("requestContext", requestContext());
    return bytes(event);
  }

  /**
   * Returns the function's event.
   *
   * @param authorizer the authorizer's context; empty on a route without an authorizer
   */
  byte[] forFunction(Map<String, String> authorizer) {
    ObjectNode event = JSON.createObjectNode();
    putRequest(event);
    ObjectNode context = requestContext();
    if (!authorizer.isEmpty()) {
      context.set("authorizer", JSON.valueToTree(authorizer));
    }
    event.set("requestContext", context);
    // All media types are binary, so bodies are always base64, as which Jackson writes bytes.
    boolean hasBody = request.body().asByteArrayUnsafe().length > 0;
    event.put("body", hasBody ? request.body().asByteArrayUnsafe() : null);
    event.put("isBase64Encoded", hasBody);
    return bytes(event);
  }

  String methodArn() {
    return "arn:aws:execute-api:%s:%s:%s/%s/%s%s"
        .formatted(
            LocalAws.REGION, LocalAws.ACCOUNT, LocalAws.API_ID, stage, request.method(), path);
  }

  private void putRequest(ObjectNode event) {
    event.put("resource", match.route().resource());
    event.put("path", path);
    event.put("httpMethod", request.method());
    putPairs(event, "headers", "multiValueHeaders", request.headers());
    putPairs(event, "queryStringParameters", "multiValueQueryStringParameters", query());
    event.set("pathParameters", objectOrNull(match.pathParameters()));
    event.putNull("stageVariables");
  }

  /** Puts the last value of each name, and all values in the multi-value member. */
  private static void putPairs(
      ObjectNode event, String single, String multiple, Map<String, List<String>> pairs) {
    Map<String, String> last = new LinkedHashMap<>();
    pairs.forEach((name, values) -> last.put(name, values.getLast()));
    event.set(single, objectOrNull(last));
    event.set(multiple, objectOrNull(pairs));
  }

  private static JsonNode objectOrNull(Map<String, ?> members) {
    return members.isEmpty() ? JSON.nullNode() : JSON.valueToTree(members);
  }

  private Map<String, List<String>> query() {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (String pair : request.query().split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        parameters.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private ObjectNode requestContext() {
    ObjectNode context = JSON.createObjectNode();
    context.put("resourceId", "local");
    context.put("resourcePath", match.route().resource());
    context.put("httpMethod", request.method());
    context.put("extendedRequestId", request.id());
    context.put("requestTime", request.commonLogTime());
    context.put("path", request.path());
    context.put("accountId", LocalAws.ACCOUNT);
    context.put("protocol", "HTTP/1.1");
    context.put("stage", stage);
    context.put("domainPrefix", "localhost");
    context.put("requestTimeEpoch", request.time().toEpochMilli());
    context.put("requestId", request.id());
    ObjectNode identity = context.putObject("identity");
    for (String unknown :
        List.of(
            "cognitoIdentityPoolId",
            "accountId",
            "cognitoIdentityId",
            "caller",
            "accessKey",
            "cognitoAuthenticationType",
            "cognitoAuthenticationProvider",
            "userArn",
            "user")) {
      identity.putNull(unknown);
    }
    identity.put("sourceIp", request.sourceIp());
    identity.put("userAgent", header("User-Agent"));
    context.put("domainName", header("Host"));
    context.put("apiId", LocalAws.API_ID);
    return context;
  }

  private String header(String name) {
    return request.headers().getOrDefault(name, List.of("")).getLast();
  }

  private static byte[] bytes(ObjectNode event) {
    return event.toString().getBytes(StandardCharsets.UTF_8);
  }
}
