package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.Permission;
import io.entryguard.resources.refusal.ErrorCode;

/** Refuses a caller without the operation's permission before anything of the request is read. */
final class PermissionFilter implements HttpHandler {
  private final Operation operation;

  PermissionFilter(Operation operation) {
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
                operation
                    .activity()
                    .concat(
                        switch (permission) {
                          case READ_RESOURCES ->
                              " needs a user with role ORG_ADMIN or an API key with scope"
                                  + " resources:read.";
                          case CREATE_RESOURCES,
                              UPDATE_RESOURCES,
                              DELETE_RESOURCES,
                              VERIFY_RESOURCES ->
                              " needs a user with role ORG_ADMIN.";
                        })));
  }
}
