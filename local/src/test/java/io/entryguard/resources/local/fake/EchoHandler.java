package io.entryguard.resources.local.fake;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A fake function that returns its event, environment and context, or behaves as the header {@code
 * X-Fake} says.
 */
public final class EchoHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  private final Map<String, String> environment;

  public EchoHandler(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    String wish =
        event.get("headers") instanceof Map<?, ?> headers
                && headers.get("X-fake") instanceof String text
            ? text
            : "";
    return switch (wish) {
      case "throw" -> throw new IllegalStateException("the fake was asked to fail");
      case "no-status" -> Map.of("body", "{}");
      case "unknown-member" -> Map.of("statusCode", 200, "color", "red");
      case "not-base64" -> Map.of("statusCode", 200, "body", "***", "isBase64Encoded", true);
      case "base64" ->
          Map.of(
              "statusCode",
              200,
              "headers",
              Map.of("Content-Type", "text/plain"),
              "body",
              "aGVsbG8=",
              "isBase64Encoded",
              true);
      case "challenge" ->
          Map.of(
              "statusCode", 401,
              "headers", Map.of("WWW-Authenticate", "Bearer"),
              "multiValueHeaders", Map.of("X-Two", List.of("one", "two")));
      case "empty" -> Map.of("statusCode", 204);
      case "huge" -> Map.of("statusCode", 200, "body", "x".repeat(7_000_000));
      default -> Map.of("statusCode", 200, "body", json(echo(event, context)));
    };
  }

  private Map<String, Object> echo(Map<String, Object> event, Context context) {
    Map<String, Object> echo = new HashMap<>();
    echo.put("event", event);
    echo.put("environment", environment);
    echo.put("functionName", context.getFunctionName());
    echo.put("remainingMillis", context.getRemainingTimeInMillis());
    echo.put("contextClassLoader", Thread.currentThread().getContextClassLoader().getName());
    echo.put("seesThisProgram", seesThisProgram());
    return echo;
  }

  private static boolean seesThisProgram() {
    try {
      Class.forName("io.entryguard.resources.local.Main");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
