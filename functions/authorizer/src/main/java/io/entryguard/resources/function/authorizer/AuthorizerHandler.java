package io.entryguard.resources.function.authorizer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.entryguard.resources.client.Network;
import io.entryguard.resources.configuration.Environment;
import io.entryguard.resources.snapstart.Priming;
import java.util.Map;

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
    this.authorizer =
        Priming.start(environment, AuthorizerHandler::wire, AuthorizerHandler::priming)
            .authorizer();
  }

  static Priming<AuthorizerComponent, ?, ?> priming() {
    return AuthorizerPriming.of(AuthorizerHandler::wire);
  }

  private static AuthorizerComponent wire(Environment environment, Network network) {
    return DaggerAuthorizerComponent.factory()
        .create(AuthorizerSettings.from(environment), network);
  }

  @Override
  public AuthorizerResponse handleRequest(AuthorizerRequest request, Context context) {
    return authorizer.authorize(request);
  }
}
