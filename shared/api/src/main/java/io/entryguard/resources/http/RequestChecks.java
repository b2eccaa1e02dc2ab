package io.entryguard.resources.http;

import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.json.ValidationErrors;
import io.entryguard.resources.refusal.ErrorCode;
import java.util.regex.Pattern;

/** What operations check before they look at a request's content. */
public final class RequestChecks {
  private static final Pattern JSON =
      Pattern.compile(
          "application/json\\s*(;\\s*charset\\s*=\\s*(utf-8|\"utf-8\")\\s*)?;?",
          Pattern.CASE_INSENSITIVE);

  private RequestChecks() {}

  /**
   * The caller.
   *
   * @throws ApiException 403 if the caller lacks the permission
   */
  public static Caller requirePermission(HttpRequest request, Permission permission) {
    Caller caller = request.requireCaller();
    if (caller.may(permission)) {
      return caller;
    }
    throw new ApiException(
        ApiError.of(
            ErrorCode.FORBIDDEN,
            switch (permission) {
              case CREATE_RESOURCES -> "Creating resources needs a user with role ORG_ADMIN.";
              case READ_RESOURCES ->
                  "Listing resources needs a user with role ORG_ADMIN or an API key with scope"
                      + " resources:read.";
              case UPDATE_RESOURCES -> "Changing resources needs a user with role ORG_ADMIN.";
              case DELETE_RESOURCES -> "Deleting resources needs a user with role ORG_ADMIN.";
              case VERIFY_RESOURCES -> "Verifying resources needs a user with role ORG_ADMIN.";
            }));
  }

  /**
   * Checks that the body is declared as JSON in UTF-8, without an encoding.
   *
   * @throws ApiException 415 otherwise
   */
  public static void requireJson(HttpRequest request) {
    boolean isJson =
        request
            .headers()
            .only("Content-Type")
            .filter(type -> JSON.matcher(type.strip()).matches())
            .isPresent();
    if (!isJson || !request.headers().all("Content-Encoding").isEmpty()) {
      throw new ApiException(
          ApiError.of(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE,
              "Send the body as JSON in UTF-8, with the header Content-Type: application/json and"
                  + " no Content-Encoding."));
    }
  }

  /** Adds an error for every query parameter, for an operation that has none. */
  public static void refuseQueryParameters(HttpRequest request, ValidationErrors errors) {
    request
        .queryParameters()
        .keySet()
        .forEach(name -> errors.add(name, "is not a query parameter here; there are none"));
  }
}
