package io.entryguard.resources.local.fake;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.List;
import java.util.Map;

/** A fake authorizer that behaves as the {@code Authorization} header says; denies without one. */
public final class AuthorizerHandler
    implements RequestHandler<Map<String, Object>, Map<String, Object>> {
  public AuthorizerHandler(Map<String, String> environment) {
    if (environment.isEmpty()) {
      throw new IllegalArgumentException("environment is empty");
    }
  }

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    Object methodArn = requireNonNull(event.get("methodArn"), "methodArn is null");
    String wish =
        event.get("headers") instanceof Map<?, ?> headers
                && headers.get("Authorization") instanceof String text
            ? text
            : "";
    return switch (wish) {
      case "allow" -> policy("Allow", methodArn, Map.of("organizationId", "maple", "count", 2));
      case "elsewhere" ->
          policy("Allow", "arn:aws:execute-api:eu-central-1:000000000000:other/*", Map.of());
      case "throw" -> throw new IllegalStateException("the fake was asked to fail");
      case "nested" -> policy("Allow", methodArn, Map.of("roles", List.of("not", "flat")));
      case "nothing" -> Map.of();
      default ->
          policy(
              "Deny",
              methodArn,
              Map.of("message", "Who are you?", "timestamp", "2026-02-18T11:00:00Z"));
    };
  }

  private static Map<String, Object> policy(
      String effect, Object resource, Map<String, Object> context) {
    return Map.of(
        "principalId",
        "somebody",
        "policyDocument",
        Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            List.of(
                Map.of("Action", "execute-api:Invoke", "Effect", effect, "Resource", resource))),
        "context",
        context);
  }
}
