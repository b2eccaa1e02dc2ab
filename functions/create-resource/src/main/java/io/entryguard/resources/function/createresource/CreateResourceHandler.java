package io.entryguard.resources.function.createresource;

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
import io.entryguard.resources.resource.ResourceLimits;
import java.util.Map;

/** Creates a resource: {@code POST /v1/resources}. */
public final class CreateResourceHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private final ApiFunction function;

  /** Starts the function as Lambda does. */
  public CreateResourceHandler() {
    this(System.getenv(), new AwsNetwork());
  }

  /** Starts the function with variables that are not the process's own. */
  public CreateResourceHandler(Map<String, String> environment) {
    this(wire(environment, new AwsNetwork()));
  }

  private CreateResourceHandler(Map<String, String> environment, AwsNetwork network) {
    this(wire(environment, network));
    if (SnapStart.isUsed(environment)) {
      SnapStart.prime(CreateResourcePriming.of(this, network));
    }
  }

  CreateResourceHandler(
      StoreSettings store,
      ResourceLimits limits,
      RequestSettings requests,
      CrossOrigin crossOrigin,
      Network network) {
    this(
        DaggerCreateResourceComponent.factory()
            .create(store, limits, requests, crossOrigin, network)
            .function());
  }

  private static ApiFunction wire(Map<String, String> variables, Network network) {
    return Environment.read(
            variables,
            environment ->
                DaggerCreateResourceComponent.factory()
                    .create(
                        StoreSettings.from(environment),
                        new ResourceLimits(environment.count(Variable.FREE_RESOURCE_LIMIT)),
                        RequestSettings.from(environment),
                        new CrossOrigin(environment.origin(Variable.CORS_ORIGIN)),
                        network))
        .function();
  }

  CreateResourceHandler(ApiFunction function) {
    this.function = requireNonNull(function, "function is null");
  }

  @Override
  public APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    return function.handle(event, context);
  }
}
