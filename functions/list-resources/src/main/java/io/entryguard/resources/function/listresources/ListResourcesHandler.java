package io.entryguard.resources.function.listresources;

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
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.serialization.ProxyEventSerializer;
import io.entryguard.resources.snapstart.Priming;
import java.time.Duration;
import java.util.Map;

/** Lists resources: {@code GET} and {@code HEAD /v1/resources}. */
public final class ListResourcesHandler
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private final ApiFunction function;

  /** Starts the function as Lambda does. */
  public ListResourcesHandler() {
    this(System.getenv());
  }

  /** Starts the function with these environment variables. */
  public ListResourcesHandler(Map<String, String> environment) {
    this.function =
        Priming.start(environment, ListResourcesHandler::wire, ListResourcesHandler::priming)
            .function();
  }

  static Priming<ListResourcesComponent, ?, ?> priming() {
    return Priming.of(
            new ProxyEventSerializer(),
            APIGatewayProxyRequestEvent.class,
            APIGatewayProxyResponseEvent.class,
            ListResourcesHandler::wire,
            component -> component.function()::handle)
        .withEvent(Priming.resource("list-resources.json"), "\"statusCode\":200")
        .withRead(component ->
            component.catalog().read(OrganizationId.NIL, () -> Duration.ofSeconds(10), _ -> false));
  }

  private static ListResourcesComponent wire(Environment environment, Network network) {
    return DaggerListResourcesComponent.factory()
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
