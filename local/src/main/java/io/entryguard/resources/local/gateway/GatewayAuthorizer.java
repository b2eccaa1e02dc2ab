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

/** Asks the authorizer, and takes its answer as API Gateway does. */
final class GatewayAuthorizer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LoadedFunction function;
  private final BiConsumer<String, Throwable> log;

  GatewayAuthorizer(LoadedFunction function, BiConsumer<String, Throwable> log) {
    this.function = function;
    this.log = log;
  }

  /** What became of asking. */
  sealed interface Authorization {
    /** What the function, or the gateway response, is told of the caller. */
    Map<String, String> context();
  }

  /** The caller may come in; the context names it in {@code principalId}. */
  record Allowed(Map<String, String> context) implements Authorization {
    public Allowed {
      context = Map.copyOf(context);
    }
  }

  /** The caller stays out, or nobody can tell. */
  record Refused(GatewayResponseType response, Map<String, String> context)
      implements Authorization {
    public Refused {
      context = Map.copyOf(context);
    }
  }

  Authorization ask(ProxyEvent event, String requestId) {
    JsonNode answer;
    try {
      answer = JSON.readTree(function.invoke(event.forAuthorizer(), requestId));
    } catch (FunctionFailure | IOException e) {
      log.accept(requestId, e);
      return new Refused(GatewayResponseType.AUTHORIZER_FAILURE, Map.of());
    }
    if (!isUsable(answer)) {
      log.accept(requestId, new IllegalStateException("The authorizer's answer is no policy."));
      return new Refused(GatewayResponseType.AUTHORIZER_CONFIGURATION_ERROR, Map.of());
    }
    Map<String, String> context = context(answer);
    return new PolicyDocument(answer.path("policyDocument")).allows(event.methodArn())
        ? new Allowed(context)
        : new Refused(GatewayResponseType.ACCESS_DENIED, context);
  }

  private static boolean isUsable(JsonNode answer) {
    for (JsonNode value : answer.path("context")) {
      if (value.isContainerNode()) {
        return false;
      }
    }
    return answer.path("principalId").isTextual() && answer.path("policyDocument").isObject();
  }

  private static Map<String, String> context(JsonNode answer) {
    Map<String, String> context = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : answer.path("context").properties()) {
      if (!entry.getValue().isNull()) {
        context.put(entry.getKey(), entry.getValue().asText());
      }
    }
    context.put("principalId", answer.path("principalId").asText());
    return context;
  }
}
