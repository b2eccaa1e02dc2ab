package io.entryguard.resources.local.gateway;

import io.entryguard.resources.local.function.FunctionFailure;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.template.ApiDefinition;
import io.entryguard.resources.local.template.GatewayResponseType;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A local API Gateway: routes requests, calls the authorizer and the functions, and sends gateway
 * responses.
 */
final class LocalGateway {
  private final String prefix;
  private final String stage;
  private final RouteTable routes;
  private final GatewayResponses responses;
  private final GatewayAuthorizer authorizer;
  private final Map<String, LoadedFunction> functions;
  private final BiConsumer<String, Throwable> log;

  /**
   * @param functions by logical name
   */
  LocalGateway(
      ApiDefinition api, Map<String, LoadedFunction> functions, BiConsumer<String, Throwable> log) {
    this.prefix = "/" + api.stage();
    this.stage = api.stage();
    this.routes = new RouteTable(api.routes());
    this.responses = new GatewayResponses(api.responses());
    this.functions = Map.copyOf(functions);
    this.authorizer = new GatewayAuthorizer(function(api.authorizer()), log);
    this.log = log;
  }

  GatewayHttpResponse respond(GatewayRequest request) {
    Optional<String> path = withoutStage(request.path());
    if (path.isEmpty()) {
      return responses.respond(GatewayResponseType.RESOURCE_NOT_FOUND, request);
    }
    Optional<RouteTable.Match> match = routes.match(request.method(), path.get());
    if (match.isEmpty()) {
      // API Gateway's response for an unknown route.
      return responses.respond(GatewayResponseType.MISSING_AUTHENTICATION_TOKEN, request);
    }
    var event = new ProxyEvent(request, match.get(), stage, path.get());
    if (!match.get().route().authorized()) {
      return invoke(request, match.get(), event.forFunction(Map.of()));
    }
    return switch (authorizer.authorize(event, request.id())) {
      case GatewayAuthorizer.Allowed(var context) ->
          invoke(request, match.get(), event.forFunction(context));
      case GatewayAuthorizer.Refused(var type, var context) ->
          responses.respond(type, request, context);
    };
  }

  GatewayHttpResponse tooLarge(GatewayRequest request) {
    return responses.respond(GatewayResponseType.REQUEST_TOO_LARGE, request);
  }

  /** Logs a failure and returns the gateway's 5xx response. */
  GatewayHttpResponse failure(GatewayRequest request, Throwable cause) {
    log.accept(request.id(), cause);
    return responses.respond(GatewayResponseType.DEFAULT_5XX, request);
  }

  private GatewayHttpResponse invoke(GatewayRequest request, RouteTable.Match match, byte[] event) {
    if (event.length > LoadedFunction.MAX_PAYLOAD_BYTES) {
      return tooLarge(request);
    }
    try {
      byte[] response = function(match.route().function()).invoke(event, request.id());
      return FunctionResponse.read(response)
          .orElseGet(() ->
              failure(request, new IllegalStateException("The function's response is malformed.")));
    } catch (FunctionFailure e) {
      return failure(request, e);
    }
  }

  private Optional<String> withoutStage(String path) {
    if (path.equals(prefix)) {
      return Optional.of("/");
    }
    return path.startsWith(prefix + "/")
        ? Optional.of(path.substring(prefix.length()))
        : Optional.empty();
  }

  private LoadedFunction function(String name) {
    LoadedFunction function = functions.get(name);
    if (function == null) {
      throw new IllegalStateException("There is no function " + name);
    }
    return function;
  }
}
