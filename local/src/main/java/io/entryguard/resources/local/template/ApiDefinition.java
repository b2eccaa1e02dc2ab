package io.entryguard.resources.local.template;

import java.util.List;
import java.util.Map;

/**
 * The API as the template defines it.
 *
 * @param authorizer the logical name of the function that is asked who is calling
 */
public record ApiDefinition(
    String stage,
    String authorizer,
    List<Route> routes,
    Map<GatewayResponseType, GatewayResponse> responses) {
  public ApiDefinition {
    routes = List.copyOf(routes);
    responses = Map.copyOf(responses);
  }
}
