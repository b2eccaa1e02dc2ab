package io.entryguard.resources.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.local.function.FunctionFailure;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.template.GatewayResponseType;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Calls the authorizer and evaluates its response like API Gateway. */
final class GatewayAuthorizer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<LoadedFunction> function;
  private final BiConsumer<String, Throwable> log;

  GatewayAuthorizer(Supplier<LoadedFunction> function, BiConsumer<String, Throwable> log) {
    this.function = function;
    this.log = log;
  }

  /** The outcome of an authorization. */
  sealed interface Authorization {
    /** The authorizer's context, for the function or the gateway response. */
    Map<String, String> context();
  }

  /** The policy allows the call; the context includes {@code principalId}. */
  record Allowed(Map<String, String> context) implements Authorization {
    public Allowed {
      context = Map.copyOf(context);
    }
  }

  /** The policy denies the call, or the authorizer failed. */
  record Refused(GatewayResponseType response, Map<String, String> context)
      implements Authorization {
    public Refused {
      context = Map.copyOf(context);
    }
  }

  Authorization authorize(ProxyEvent event, String requestId) {
    JsonNode response;
    try {
      response = JSON.readTree(function.get().invoke(event.forAuthorizer(), requestId));
    } catch (FunctionFailure | IOException e) {
      log.accept(requestId, e);
      return new Refused(GatewayResponseType.AUTHORIZER_FAILURE, Map.of());
    }
    if (!isUsable(response)) {
      log.accept(
          requestId, new IllegalStateException("The authorizer's response is not a policy."));
      return new Refused(GatewayResponseType.AUTHORIZER_CONFIGURATION_ERROR, Map.of());
    }
    Map<String, String> context = context(response);
    return new PolicyDocument(response.path("policyDocument")).allows(event.methodArn())
        ? new Allowed(context)
        : new Refused(GatewayResponseType.ACCESS_DENIED, context);
  }

  private static boolean isUsable(JsonNode response) {
    for (JsonNode value : response.path("context")) {
      if (value.isContainerNode()) {
        return false;
      }
    }
    return response.path("principalId").isTextual() && response.path("policyDocument").isObject();
  }

  private static Map<String, String> context(JsonNode response) {
    Map<String, String> context = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : response.path("context").properties()) {
      if (!entry.getValue().isNull()) {
        context.put(entry.getKey(), entry.getValue().asText());
      }
    }
    context.put("principalId", response.path("principalId").asText());
    return context;
  }
}
