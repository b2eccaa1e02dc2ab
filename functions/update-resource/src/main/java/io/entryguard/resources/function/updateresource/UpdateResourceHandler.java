package io.entryguard.resources.function.updateresource;

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

/** Updates a resource: {@code PATCH /v1/resources/{id}}. */
public final class UpdateResourceHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private final ApiFunction function;

  /** Starts the function as Lambda does. */
  public UpdateResourceHandler() {
    this(System.getenv());
  }

  /** Starts the function with these environment variables. */
  public UpdateResourceHandler(Map<String, String> environment) {
    this.function =
        Priming.start(environment, UpdateResourceHandler::wire, UpdateResourceHandler::priming)
            .function();
  }

  static Priming<UpdateResourceComponent, ?, ?> priming() {
    return Priming.of(
            new ProxyEventSerializer(),
            APIGatewayProxyRequestEvent.class,
            APIGatewayProxyResponseEvent.class,
            UpdateResourceHandler::wire,
            component -> component.function()::handle)
        .withEvent(Priming.resource("update-resource.json"), "\"statusCode\":200")
        .withEvent(Priming.resource("new-credential.json"), "\"statusCode\":200")
        .withRead(component ->
            component
                .reader()
                .credentialName(
                    OrganizationId.NIL, CredentialId.NIL, () -> Duration.ofSeconds(10)));
  }

  private static UpdateResourceComponent wire(Environment environment, Network network) {
    return DaggerUpdateResourceComponent.factory()
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
