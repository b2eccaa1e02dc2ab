package io.entryguard.resources.local.gateway;

import io.entryguard.resources.local.template.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which route a request takes: first the resource, where a path of its own goes before one with
 * parameters and that before {@code /{proxy+}}; then the method, where a named one goes before
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
    boolean exact = routes.stream().anyMatch(route -> route.resource().equals(path));
    if (exact) {
      return method(method, path).map(route -> new Match(route, Map.of()));
    }
    Optional<String> withParameters =
        routes.stream().map(Route::resource).filter(each -> matches(each, path)).findFirst();
    if (withParameters.isPresent()) {
      return method(method, withParameters.get())
          .map(route -> new Match(route, parameters(route.resource(), path)));
    }
    if (path.length() < 2) {
      return Optional.empty();
    }
    return method(method, GREEDY)
        .map(route -> new Match(route, Map.of("proxy", path.substring(1))));
  }

  /** Segment by segment, where a parameter stands for any that is not empty. */
  private static boolean matches(String resource, String path) {
    List<String> pattern = segments(resource);
    List<String> segments = segments(path);
    return pattern.size() == segments.size()
        && IntStream.range(0, pattern.size())
            .allMatch(i ->
                PARAMETER.matcher(pattern.get(i)).matches()
                    ? !segments.get(i).isEmpty()
                    : pattern.get(i).equals(segments.get(i)));
  }

  /** As they were sent: API Gateway does not decode them. */
  private static Map<String, String> parameters(String resource, String path) {
    List<String> pattern = segments(resource);
    List<String> segments = segments(path);
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      Matcher parameter = PARAMETER.matcher(pattern.get(i));
      if (parameter.matches()) {
        parameters.put(parameter.group(1), segments.get(i));
      }
    }
    return parameters;
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
