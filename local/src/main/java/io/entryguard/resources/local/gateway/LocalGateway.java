package io.entryguard.resources.local.gateway;

import io.entryguard.resources.local.function.FunctionFailure;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.template.ApiDefinition;
import io.entryguard.resources.local.template.GatewayResponseType;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * API Gateway between the client and the functions: routes, authorizer, events, and its own
 * answers.
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

  GatewayAnswer answer(GatewayRequest request) {
    Optional<String> path = withoutStage(request.path());
    if (path.isEmpty()) {
      return responses.answer(GatewayResponseType.RESOURCE_NOT_FOUND, request);
    }
    Optional<RouteTable.Match> match = routes.match(request.method(), path.get());
    if (match.isEmpty()) {
      // API Gateway's name for it.
      return responses.answer(GatewayResponseType.MISSING_AUTHENTICATION_TOKEN, request);
    }
    var event = new ProxyEvent(request, match.get(), stage, path.get());
    if (!match.get().route().authorized()) {
      return invoke(request, match.get(), event.forFunction(Map.of()));
    }
    return switch (authorizer.ask(event, request.id())) {
      case GatewayAuthorizer.Allowed(var context) ->
          invoke(request, match.get(), event.forFunction(context));
      case GatewayAuthorizer.Refused(var type, var context) ->
          responses.answer(type, request, context);
    };
  }

  GatewayAnswer tooLarge(GatewayRequest request) {
    return responses.answer(GatewayResponseType.REQUEST_TOO_LARGE, request);
  }

  /** The gateway's answer to what went wrong in the gateway. */
  GatewayAnswer failure(GatewayRequest request, Throwable cause) {
    log.accept(request.id(), cause);
    return responses.answer(GatewayResponseType.DEFAULT_5XX, request);
  }

  private GatewayAnswer invoke(GatewayRequest request, RouteTable.Match match, byte[] event) {
    if (event.length > LoadedFunction.MAX_PAYLOAD_BYTES) {
      return tooLarge(request);
    }
    try {
      byte[] answer = function(match.route().function()).invoke(event, request.id());
      return FunctionAnswer.read(answer)
          .orElseGet(
              () -> failure(request, new IllegalStateException("The function's answer is none.")));
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
