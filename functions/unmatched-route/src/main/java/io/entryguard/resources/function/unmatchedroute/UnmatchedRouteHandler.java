package io.entryguard.resources.function.unmatchedroute;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.entryguard.resources.configuration.Environment;
import io.entryguard.resources.configuration.RuntimeModule;
import io.entryguard.resources.configuration.Variable;
import io.entryguard.resources.http.ApiFunction;
import io.entryguard.resources.http.CrossOrigin;
import io.entryguard.resources.http.ErrorFilter;
import io.entryguard.resources.http.RequestLogFilter;
import io.entryguard.resources.http.ResponseEncoder;
import io.entryguard.resources.requestlog.MetricNamespace;
import io.entryguard.resources.requestlog.OperationName;
import io.entryguard.resources.requestlog.RequestLog;
import io.entryguard.resources.serialization.ProxyEventSerializer;
import io.entryguard.resources.snapstart.Priming;
import java.time.InstantSource;
import java.util.Map;

/** Responds to paths and methods without a route (404, 405) and to CORS preflights. */
public final class UnmatchedRouteHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private final ApiFunction function;

  /** Starts the function as Lambda does. */
  public UnmatchedRouteHandler() {
    this(System.getenv());
  }

  /** Starts the function with these environment variables. */
  public UnmatchedRouteHandler(Map<String, String> environment) {
    this.function =
        Priming.startWithoutNetwork(
            environment, UnmatchedRouteHandler::wire, UnmatchedRouteHandler::priming);
  }

  static Priming<ApiFunction, ?, ?> priming() {
    return Priming.withoutNetwork(
            new ProxyEventSerializer(),
            APIGatewayProxyRequestEvent.class,
            APIGatewayProxyResponseEvent.class,
            UnmatchedRouteHandler::wire,
            function -> function::handle)
        .withEvent(Priming.resource("unmatched-route-path.json"), "\"statusCode\":404");
  }

  private static ApiFunction wire(Environment environment) {
    var crossOrigin = new CrossOrigin(environment.origin(Variable.CORS_ORIGIN));
    var metrics = new MetricNamespace(environment.text(Variable.METRICS_NAMESPACE));
    InstantSource clock = RuntimeModule.clock();
    return new ApiFunction(
        new RequestLogFilter(
            OperationName.UNMATCHED,
            new ErrorFilter(new UnmatchedRouteOperation(crossOrigin)),
            new RequestLog(metrics, clock),
            clock),
        new ResponseEncoder(clock, crossOrigin));
  }

  @Override
  public APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    return function.handle(event, context);
  }
}
