package io.entryguard.resources.function.authorizer;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.entryguard.resources.lambda.AwsNetwork;
import io.entryguard.resources.lambda.Environment;
import io.entryguard.resources.lambda.Network;
import io.entryguard.resources.lambda.SnapStart;
import java.util.Map;

/** Says who is calling: API Gateway asks it before every call of a function. */
public final class AuthorizerHandler
    implements RequestHandler<AuthorizerRequest, AuthorizerResponse> {
  private final Authorizer authorizer;

  /** Starts the function as Lambda does. */
  public AuthorizerHandler() {
    this(System.getenv(), new AwsNetwork());
  }

  /** Starts the function with variables that are not the process's own. */
  public AuthorizerHandler(Map<String, String> environment) {
    this(wire(environment, new AwsNetwork()).authorizer());
  }

  private AuthorizerHandler(Map<String, String> environment, AwsNetwork network) {
    this(environment, wire(environment, network), network);
  }

  private AuthorizerHandler(
      Map<String, String> environment, AuthorizerComponent component, AwsNetwork network) {
    this(component.authorizer());
    if (SnapStart.isUsed(environment)) {
      SnapStart.prime(new AuthorizerPriming(component, network));
    }
  }

  private static AuthorizerComponent wire(Map<String, String> environment, Network network) {
    return DaggerAuthorizerComponent.factory()
        .create(Environment.read(environment, AuthorizerSettings::from), network);
  }

  AuthorizerHandler(Authorizer authorizer) {
    this.authorizer = requireNonNull(authorizer, "authorizer is null");
  }

  @Override
  public AuthorizerResponse handleRequest(AuthorizerRequest request, Context context) {
    return authorizer.authorize(request);
  }
}
