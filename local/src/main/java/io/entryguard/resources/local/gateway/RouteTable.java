package io.entryguard.resources.local.gateway;

import io.entryguard.resources.local.template.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Matches requests to routes as API Gateway does: first by path, where an exact path wins over
 * {@code /{proxy+}}; then by method, where a named method wins over {@code ANY}.
 */
final class RouteTable {
  private static final String ANY = "ANY";
  private static final String GREEDY = "/{proxy+}";

  /** The methods that {@code ANY} matches in API Gateway. */
  private static final Set<String> METHODS =
      Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

  private final List<Route> routes;

  /**
   * @throws IllegalArgumentException for a path with parameters other than {@code /{proxy+}}
   */
  RouteTable(List<Route> routes) {
    for (Route route : routes) {
      if (route.resource().contains("{") && !route.resource().equals(GREEDY)) {
        throw new IllegalArgumentException(
            "Paths like " + route.resource() + " are not understood.");
      }
    }
    this.routes = List.copyOf(routes);
  }

  /**
   * A matched route.
   *
   * @param pathParameters the values of the route's parameters
   */
  record Match(Route route, Map<String, String> pathParameters) {
    Match {
      pathParameters = Map.copyOf(pathParameters);
    }
  }

  /** Returns the matching route; empty if there is none. */
  Optional<Match> match(String method, String path) {
    boolean exact = routes.stream().anyMatch(route -> route.resource().equals(path));
    if (exact) {
      return method(method, path).map(route -> new Match(route, Map.of()));
    }
    if (path.length() < 2) {
      return Optional.empty();
    }
    return method(method, GREEDY)
        .map(route -> new Match(route, Map.of("proxy", path.substring(1))));
  }

  private Optional<Route> method(String method, String resource) {
    return route(method, resource)
        .or(() -> METHODS.contains(method) ? route(ANY, resource) : Optional.empty());
  }

  private Optional<Route> route(String method, String resource) {
    return routes.stream()
        .filter(route -> route.method().equals(method) && route.resource().equals(resource))
        .findFirst();
  }
}
