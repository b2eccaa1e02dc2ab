package io.entryguard.resources.function.unmatchedroute;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.http.ApiError;
import io.entryguard.resources.http.CrossOrigin;
import io.entryguard.resources.http.HttpHandler;
import io.entryguard.resources.http.HttpRequest;
import io.entryguard.resources.http.HttpResponse;
import io.entryguard.resources.refusal.ErrorCode;
import java.util.Map;

/**
 * What no other operation answers: a path that does not exist, a method that a path does not have,
 * and what browsers ask before they let a page call the API.
 */
public final class UnmatchedRouteOperation implements HttpHandler {
  private static final Map<String, Path> PATHS =
      Map.of(
          "/v1/resources",
          new Path("GET, HEAD, POST", "GET and HEAD (list resources) and POST (create a resource)"),
          "/v1/resources/{id}",
          new Path(
              "DELETE, GET, HEAD, PATCH",
              "GET and HEAD (get a resource), PATCH (update it) and DELETE (delete it)"),
          "/v1/resources/{id}/verify",
          new Path("POST", "POST (verify a resource)"));

  /**
   * A path that exists.
   *
   * @param methods as in {@code Allow}
   * @param description the same for a person
   */
  private record Path(String methods, String description) {}

  private final CrossOrigin crossOrigin;

  public UnmatchedRouteOperation(CrossOrigin crossOrigin) {
    this.crossOrigin = requireNonNull(crossOrigin, "crossOrigin is null");
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    Path path = PATHS.get(request.route());
    if (path == null) {
      return HttpResponse.error(
          ApiError.of(
              ErrorCode.NOT_FOUND,
              "There is nothing at this path. Resources are at /api/v1/resources."));
    }
    if (request.method().equals("OPTIONS") && crossOrigin.origin().isPresent()) {
      return HttpResponse.empty(204, CrossOrigin.preflight(path.methods()));
    }
    return HttpResponse.error(
        ApiError.of(ErrorCode.METHOD_NOT_ALLOWED, "This path answers " + path.description() + ".")
            .withHeader("Allow", path.methods()));
  }
}
