package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.Permission;
import io.entryguard.resources.refusal.ErrorCode;

/** Refuses a caller who lacks the operation's permission, before anything else is looked at. */
public final class PermissionFilter implements HttpHandler {
  private final Operation operation;

  public PermissionFilter(Operation operation) {
    this.operation = requireNonNull(operation, "operation is null");
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    Permission permission = operation.permission();
    return request.requireCaller().may(permission)
        ? operation.handle(request)
        : HttpResponse.error(
            ApiError.of(
                ErrorCode.FORBIDDEN,
                switch (permission) {
                  case CREATE_RESOURCES -> "Creating resources needs a user with role ORG_ADMIN.";
                  case READ_RESOURCES ->
                      "Listing resources needs a user with role ORG_ADMIN or an API key with scope"
                          + " resources:read.";
                }));
  }
}
