package io.entryguard.resources.function.listresources;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.entryguard.resources.http.ApiFunction;
import io.entryguard.resources.http.CrossOrigin;
import io.entryguard.resources.lambda.AwsNetwork;
import io.entryguard.resources.lambda.Environment;
import io.entryguard.resources.lambda.Network;
import io.entryguard.resources.lambda.RequestSettings;
import io.entryguard.resources.lambda.SnapStart;
import io.entryguard.resources.lambda.StoreSettings;
import io.entryguard.resources.lambda.Variable;
import java.util.Map;

/** Lists resources: {@code GET} and {@code HEAD /v1/resources}. */
public final class ListResourcesHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private final ApiFunction function;

  /** Starts the function as Lambda does. */
  public ListResourcesHandler() {
    this(System.getenv(), new AwsNetwork());
  }

  /** Starts the function with variables that are not the process's own. */
  public ListResourcesHandler(Map<String, String> environment) {
    this(wire(environment, new AwsNetwork()));
  }

  private ListResourcesHandler(Map<String, String> environment, AwsNetwork network) {
    this(wire(environment, network));
    if (SnapStart.isUsed(environment)) {
      SnapStart.prime(ListResourcesPriming.of(this, network));
    }
  }

  ListResourcesHandler(
      StoreSettings store, RequestSettings requests, CrossOrigin crossOrigin, Network network) {
    this(
        DaggerListResourcesComponent.factory()
            .create(store, requests, crossOrigin, network)
            .function());
  }

  private static ApiFunction wire(Map<String, String> variables, Network network) {
    return Environment.read(
            variables,
            environment ->
                DaggerListResourcesComponent.factory()
                    .create(
                        StoreSettings.from(environment),
                        RequestSettings.from(environment),
                        new CrossOrigin(environment.origin(Variable.CORS_ORIGIN)),
                        network))
        .function();
  }

  ListResourcesHandler(ApiFunction function) {
    this.function = requireNonNull(function, "function is null");
  }

  @Override
  public APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    return function.handle(event, context);
  }
}
