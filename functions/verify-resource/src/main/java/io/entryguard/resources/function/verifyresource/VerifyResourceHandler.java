package io.entryguard.resources.function.verifyresource;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import io.entryguard.resources.client.Network;
import io.entryguard.resources.configuration.Environment;
import io.entryguard.resources.configuration.StoreSettings;
import io.entryguard.resources.configuration.Variable;
import io.entryguard.resources.http.ApiFunction;
import io.entryguard.resources.http.RequestSettings;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.serialization.ProxyEventSerializer;
import io.entryguard.resources.snapstart.Priming;
import java.time.Duration;
import java.util.Map;

/** Requests a verification: {@code POST /v1/resources/{id}/verify}. */
public final class VerifyResourceHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private final ApiFunction function;

  /** Starts the function as Lambda does. */
  public VerifyResourceHandler() {
    this(System.getenv());
  }

  /** Starts the function with these environment variables. */
  public VerifyResourceHandler(Map<String, String> environment) {
    this.function =
        Priming.start(environment, VerifyResourceHandler::wire, VerifyResourceHandler::priming)
            .function();
  }

  static Priming<VerifyResourceComponent, ?, ?> priming() {
    return Priming.of(
            new ProxyEventSerializer(),
            APIGatewayProxyRequestEvent.class,
            APIGatewayProxyResponseEvent.class,
            VerifyResourceHandler::wire,
            component -> component.function()::handle)
        .withEvent(Priming.resource("verify-resource.json"), "\"statusCode\":202")
        .withRead(component ->
            component
                .reader()
                .credentialName(
                    OrganizationId.NIL, CredentialId.NIL, () -> Duration.ofSeconds(10)));
  }

  private static VerifyResourceComponent wire(Environment environment, Network network) {
    return DaggerVerifyResourceComponent.factory()
        .create(
            StoreSettings.from(environment),
            RequestSettings.of(
                environment.count(Variable.REQUESTS_PER_MINUTE),
                environment.text(Variable.METRICS_NAMESPACE),
                environment.origin(Variable.CORS_ORIGIN)),
            network);
  }

  @Override
  public APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    return function.handle(event, context);
  }
}
