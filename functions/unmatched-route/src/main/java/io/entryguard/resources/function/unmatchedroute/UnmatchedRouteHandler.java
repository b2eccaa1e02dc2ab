package io.entryguard.resources.function.unmatchedroute;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.entryguard.resources.http.ApiFunction;
import java.util.Map;

/** Answers what no other function does, with 404 or 405. It reads no environment variable. */
public final class UnmatchedRouteHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private final ApiFunction function;

  /** Starts the function as Lambda does. */
  public UnmatchedRouteHandler() {
    this(System.getenv());
  }

  /** Starts the function with variables that are not the process's own. */
  public UnmatchedRouteHandler(Map<String, String> environment) {
    this(DaggerUnmatchedRouteComponent.create().function());
  }

  UnmatchedRouteHandler(ApiFunction function) {
    this.function = requireNonNull(function, "function is null");
  }

  @Override
  public APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    return function.handle(event, context);
  }
}
