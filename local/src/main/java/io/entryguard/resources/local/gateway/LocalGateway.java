package io.entryguard.resources.local.gateway;

import io.entryguard.resources.local.function.FunctionFailure;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.template.ApiDefinition;
import io.entryguard.resources.local.template.GatewayResponseType;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

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
  private final Function<String, LoadedFunction> functions;
  private final BiConsumer<String, Throwable> log;

  /**
   * @param functions returns the function of a logical name
   */
  LocalGateway(
      ApiDefinition api,
      Function<String, LoadedFunction> functions,
      BiConsumer<String, Throwable> log) {
    this.prefix = "/" + api.stage();
    this.stage = api.stage();
    this.routes = new RouteTable(api.routes());
    this.responses = new GatewayResponses(api.responses());
    this.functions = functions;
    this.authorizer = new GatewayAuthorizer(() -> functions.apply(api.authorizer()), log);
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
      byte[] response = functions.apply(match.route().function()).invoke(event, request.id());
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
}
