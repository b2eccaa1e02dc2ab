package io.entryguard.resources.local.gateway;

import io.entryguard.resources.local.template.Route;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Matches requests to routes as API Gateway does: first by path, where an exact path wins over one
 * with parameters, and that over {@code /{proxy+}}; then by method, where a named method wins over
 * {@code ANY}.
 */
final class RouteTable {
  private static final String ANY = "ANY";
  private static final String GREEDY = "/{proxy+}";

  /** A segment that is a parameter: {@code {id}}. */
  private static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z0-9._-]+)}");

  /** What {@code ANY} means to API Gateway. */
  private static final Set<String> METHODS =
      Set.of("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

  private final List<Route> routes;

  /**
   * @throws IllegalArgumentException for a path with parameters other than whole segments and
   *     {@code /{proxy+}}
   */
  RouteTable(List<Route> routes) {
    for (Route route : routes) {
      if (!route.resource().equals(GREEDY) && !isUnderstood(route.resource())) {
        throw new IllegalArgumentException(
            "Paths like " + route.resource() + " are not understood.");
      }
    }
    this.routes = List.copyOf(routes);
  }

  private static boolean isUnderstood(String resource) {
    return segments(resource).stream()
        .allMatch(segment -> !segment.contains("{") || PARAMETER.matcher(segment).matches());
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
    Optional<Match> nearest =
        routes.stream()
            .flatMap(route -> match(route, path).stream())
            .min(Comparator.comparingInt(match -> match.pathParameters().size()));
    if (nearest.isPresent()) {
      return method(method, nearest.get().route().resource())
          .map(route -> new Match(route, nearest.get().pathParameters()));
    }
    if (path.length() < 2) {
      return Optional.empty();
    }
    return method(method, GREEDY)
        .map(route -> new Match(route, Map.of("proxy", path.substring(1))));
  }

  /**
   * Matches segment by segment; a parameter stands for any segment that is not empty. Its value is
   * as it was sent: API Gateway does not decode it.
   */
  private static Optional<Match> match(Route route, String path) {
    List<String> pattern = segments(route.resource());
    List<String> segments = segments(path);
    if (pattern.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      String segment = segments.get(i);
      Matcher parameter = PARAMETER.matcher(pattern.get(i));
      if (parameter.matches() && !segment.isEmpty()) {
        parameters.put(parameter.group(1), segment);
      } else if (!pattern.get(i).equals(segment)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Match(route, parameters));
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
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
