package io.entryguard.resources.local.gateway;

import io.entryguard.resources.local.template.Route;
import java.util.Map;

/**
 * The route that a request takes.
 *
 * @param pathParameters what stands in the route's braces
 */
record RouteMatch(Route route, Map<String, String> pathParameters) {
  RouteMatch {
    pathParameters = Map.copyOf(pathParameters);
  }
}
