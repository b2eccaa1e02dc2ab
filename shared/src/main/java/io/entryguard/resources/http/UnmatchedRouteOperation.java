package io.entryguard.resources.http;

import io.entryguard.resources.resource.TimeLeft;
import jakarta.inject.Inject;

/**
 * What no other operation answers: a path that does not exist, or a method that a path does not
 * have.
 */
public final class UnmatchedRouteOperation implements Operation {
  private static final String RESOURCES = "/v1/resources";
  private static final String RESOURCES_METHODS = "GET, POST";

  @Inject
  public UnmatchedRouteOperation() {}

  @Override
  public Reply answer(HttpRequest request, TimeLeft timeLeft) {
    return new Reply.Failure(
        request.route().equals(RESOURCES)
            ? ApiError.of(
                    ErrorCode.METHOD_NOT_ALLOWED,
                    "This path answers GET (list resources) and POST (create a resource).")
                .withHeader("Allow", RESOURCES_METHODS)
            : ApiError.of(
                ErrorCode.NOT_FOUND,
                "There is nothing at this path. Resources are at /api/v1/resources."));
  }
}
