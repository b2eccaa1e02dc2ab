package io.entryguard.resources.function.getresource;

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

/** Gets a resource: {@code GET} and {@code HEAD /v1/resources/{id}}. */
public final class GetResourceHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private final ApiFunction function;

  /** Starts the function as Lambda does. */
  public GetResourceHandler() {
    this(System.getenv());
  }

  /** Starts the function with these environment variables. */
  public GetResourceHandler(Map<String, String> environment) {
    this.function =
        Priming.start(environment, GetResourceHandler::wire, GetResourceHandler::priming)
            .function();
  }

  static Priming<GetResourceComponent, ?, ?> priming() {
    return Priming.of(
            new ProxyEventSerializer(),
            APIGatewayProxyRequestEvent.class,
            APIGatewayProxyResponseEvent.class,
            GetResourceHandler::wire,
            component -> component.function()::handle)
        .withEvent(Priming.resource("get-resource.json"), "\"statusCode\":200")
        .withRead(component ->
            component
                .reader()
                .credentialName(
                    OrganizationId.NIL, CredentialId.NIL, () -> Duration.ofSeconds(10)));
  }

  private static GetResourceComponent wire(Environment environment, Network network) {
    return DaggerGetResourceComponent.factory()
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
