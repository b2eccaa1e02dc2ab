package io.entryguard.resources.http;

import io.entryguard.resources.access.Caller;
import io.entryguard.resources.access.Permission;
import io.entryguard.resources.json.ValidationErrors;
import java.util.Optional;
import java.util.regex.Pattern;

/** What every operation asks of a request before it looks at the content. */
public final class RequestChecks {
  private static final Pattern JSON =
      Pattern.compile(
          "application/json\\s*(;\\s*charset\\s*=\\s*(utf-8|\"utf-8\")\\s*)?;?",
          Pattern.CASE_INSENSITIVE);

  private RequestChecks() {}

  /** The caller, if it has the permission. */
  public static Decoded<Caller> caller(HttpRequest request, Permission permission) {
    Caller caller = CallerContext.read(request.authorizer());
    return caller.may(permission)
        ? new Decoded.Accepted<>(caller)
        : new Decoded.Rejected<>(
            ApiError.of(
                ErrorCode.FORBIDDEN,
                switch (permission) {
                  case CREATE_RESOURCES -> "Creating resources needs a user with role ORG_ADMIN.";
                  case READ_RESOURCES ->
                      "Listing resources needs a user with role ORG_ADMIN or an API key with scope"
                          + " resources:read.";
                }));
  }

  /** The error of a request whose body does not say that it is JSON. */
  public static Optional<ApiError> unlessJson(HttpRequest request) {
    boolean isJson =
        request
            .headers()
            .only("Content-Type")
            .filter(type -> JSON.matcher(type.strip()).matches())
            .isPresent();
    boolean isPlain = request.headers().all("Content-Encoding").isEmpty();
    return isJson && isPlain
        ? Optional.empty()
        : Optional.of(
            ApiError.of(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                "Send the body as JSON in UTF-8, with the header Content-Type: application/json and"
                    + " no Content-Encoding."));
  }

  /** Adds every query parameter that the request has, for an operation that has none. */
  public static void refuseQueryParameters(HttpRequest request, ValidationErrors problems) {
    request
        .queryParameters()
        .keySet()
        .forEach(name -> problems.add(name, "is not a query parameter here; there are none"));
  }
}
