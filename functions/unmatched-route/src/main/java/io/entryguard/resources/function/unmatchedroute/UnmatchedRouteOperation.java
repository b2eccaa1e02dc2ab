package io.entryguard.resources.function.unmatchedroute;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.http.ApiError;
import io.entryguard.resources.http.CrossOrigin;
import io.entryguard.resources.http.HttpHandler;
import io.entryguard.resources.http.HttpRequest;
import io.entryguard.resources.http.HttpResponse;
import io.entryguard.resources.refusal.ErrorCode;
import jakarta.inject.Inject;

/**
 * What no other operation answers: a path that does not exist, a method that a path does not have,
 * and what browsers ask before they let a page call the API.
 */
public final class UnmatchedRouteOperation implements HttpHandler {
  private static final String RESOURCES = "/v1/resources";
  private static final String RESOURCES_METHODS = "GET, HEAD, POST";

  private final CrossOrigin crossOrigin;

  @Inject
  public UnmatchedRouteOperation(CrossOrigin crossOrigin) {
    this.crossOrigin = requireNonNull(crossOrigin, "crossOrigin is null");
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    if (!request.route().equals(RESOURCES)) {
      return HttpResponse.error(
          ApiError.of(
              ErrorCode.NOT_FOUND,
              "There is nothing at this path. Resources are at /api/v1/resources."));
    }
    if (request.method().equals("OPTIONS") && crossOrigin.origin().isPresent()) {
      return HttpResponse.empty(204, CrossOrigin.preflight(RESOURCES_METHODS));
    }
    return HttpResponse.error(
        ApiError.of(
                ErrorCode.METHOD_NOT_ALLOWED,
                "This path answers GET and HEAD (list resources) and POST (create a resource).")
            .withHeader("Allow", RESOURCES_METHODS));
  }
}
