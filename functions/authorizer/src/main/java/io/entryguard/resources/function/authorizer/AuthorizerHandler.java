package io.entryguard.resources.function.authorizer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.entryguard.resources.client.AwsNetwork;
import io.entryguard.resources.client.Network;
import io.entryguard.resources.configuration.Environment;
import io.entryguard.resources.snapstart.Priming;
import io.entryguard.resources.snapstart.SnapStart;
import java.util.Map;
import java.util.function.Function;

/** The Lambda authorizer: API Gateway calls it before every other function. */
public final class AuthorizerHandler
    implements RequestHandler<AuthorizerRequest, AuthorizerResponse> {
  private final Authorizer authorizer;

  /** Starts the function as Lambda does. */
  public AuthorizerHandler() {
    this(System.getenv());
  }

  /** Starts the function with these environment variables. */
  public AuthorizerHandler(Map<String, String> environment) {
    var network = new AwsNetwork();
    AuthorizerComponent component = wiring(environment).apply(network);
    this.authorizer = component.authorizer();
    SnapStart.prime(
        environment,
        () -> {
          prime(environment, Priming.REQUESTS);
          network.connectAnew(() -> AuthorizerPriming.read(component));
        });
  }

  static void prime(Map<String, String> environment, int requests) {
    AuthorizerPriming.run(environment, requests, AuthorizerHandler::wiring);
  }

  private static Function<Network, AuthorizerComponent> wiring(Map<String, String> environment) {
    AuthorizerSettings settings = Environment.read(environment, AuthorizerSettings::from);
    return network -> DaggerAuthorizerComponent.factory().create(settings, network);
  }

  @Override
  public AuthorizerResponse handleRequest(AuthorizerRequest request, Context context) {
    return authorizer.authorize(request);
  }
}
