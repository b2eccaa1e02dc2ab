package io.entryguard.resources.function.createresource;

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
import io.entryguard.resources.resource.ResourceLimits;
import io.entryguard.resources.serialization.ProxyEventSerializer;
import io.entryguard.resources.snapstart.Priming;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Creates a resource: {@code POST /v1/resources}. */
public final class CreateResourceHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private final ApiFunction function;

  /** Starts the function as Lambda does. */
  public CreateResourceHandler() {
    this(System.getenv());
  }

  /** Starts the function with these environment variables. */
  public CreateResourceHandler(Map<String, String> environment) {
    this.function =
        Priming.start(environment, CreateResourceHandler::wire, CreateResourceHandler::priming)
            .function();
  }

  static Priming<CreateResourceComponent, ?, ?> priming() {
    return Priming.of(
            new ProxyEventSerializer(),
            APIGatewayProxyRequestEvent.class,
            APIGatewayProxyResponseEvent.class,
            CreateResourceHandler::wire,
            component -> component.function()::handle)
        .withEvent(Priming.resource("create-resource.json"), "\"statusCode\":201")
        .withRead(component ->
            component
                .store()
                .contextOf(
                    OrganizationId.NIL,
                    CredentialId.NIL,
                    Optional.empty(),
                    () -> Duration.ofSeconds(10)));
  }

  private static CreateResourceComponent wire(Environment environment, Network network) {
    return DaggerCreateResourceComponent.factory()
        .create(
            StoreSettings.from(environment),
            new ResourceLimits(environment.count(Variable.FREE_RESOURCE_LIMIT)),
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
