package io.entryguard.resources.function.unmatchedroute;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.entryguard.resources.http.ApiFunction;
import io.entryguard.resources.http.CrossOrigin;
import io.entryguard.resources.http.LoggedRequests;
import io.entryguard.resources.http.OperationEndpoint;
import io.entryguard.resources.http.Responses;
import io.entryguard.resources.http.UnmatchedRouteOperation;
import io.entryguard.resources.lambda.Environment;
import io.entryguard.resources.lambda.ProxyRehearsal;
import io.entryguard.resources.lambda.Rehearsal;
import io.entryguard.resources.lambda.RuntimeModule;
import io.entryguard.resources.lambda.SnapStart;
import io.entryguard.resources.lambda.Variable;
import io.entryguard.resources.log.Log;
import io.entryguard.resources.log.MetricNamespace;
import io.entryguard.resources.log.OperationName;
import io.entryguard.resources.log.RequestLog;
import java.time.InstantSource;
import java.util.Map;

/** Answers what no other function does: 404, 405, and what browsers ask before they call. */
public final class UnmatchedRouteHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private final ApiFunction function;

  /** Starts the function as Lambda does. */
  public UnmatchedRouteHandler() {
    this(System.getenv());
    if (SnapStart.isUsed(System.getenv())) {
      SnapStart.prime(() -> rehearse(Rehearsal.TIMES));
    }
  }

  /** It answers from what it is asked alone, so there is nothing but to answer often. */
  void rehearse(int times) {
    ProxyRehearsal.create()
        .run(this, ProxyRehearsal.get("/{proxy+}", "/v1/nothing"), times, "\"statusCode\":404");
  }

  /** Starts the function with variables that are not the process's own. */
  public UnmatchedRouteHandler(Map<String, String> environment) {
    this(Environment.read(environment, UnmatchedRouteHandler::wire));
  }

  /** By hand: for so few objects Dagger would be a tenth of what the function loads of its own. */
  private static ApiFunction wire(Environment environment) {
    var crossOrigin = new CrossOrigin(environment.origin(Variable.CORS_ORIGIN));
    var metrics = new MetricNamespace(environment.text(Variable.METRICS_NAMESPACE));
    InstantSource clock = RuntimeModule.clock();
    Log log = RuntimeModule.log(clock);
    return new ApiFunction(
        new OperationEndpoint(new UnmatchedRouteOperation(crossOrigin), log),
        new Responses(clock, crossOrigin),
        new LoggedRequests(OperationName.UNMATCHED, new RequestLog(log, metrics), clock));
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
