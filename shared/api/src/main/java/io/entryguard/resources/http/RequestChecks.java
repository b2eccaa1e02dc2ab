package io.entryguard.resources.http;

import io.entryguard.resources.json.ValidationErrors;
import io.entryguard.resources.refusal.ErrorCode;
import io.entryguard.resources.resource.ResourceId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks that operations make before they read a request's content. */
public final class RequestChecks {
  private static final Pattern JSON =
      Pattern.compile(
          "application/json\\s*(;\\s*charset\\s*=\\s*(utf-8|\"utf-8\")\\s*)?;?",
          Pattern.CASE_INSENSITIVE);

  private RequestChecks() {}

  /**
   * Checks that the request declares its body as JSON in UTF-8 without a content encoding.
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
      ApiError error =
          ApiError.of(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE,
              "Send the body as JSON in UTF-8, with the header Content-Type: application/json and"
                  + " no Content-Encoding.");
      // RFC 5789, section 2.2.
      throw new ApiException(
          request.method().equals("PATCH")
              ? error.withHeader("Accept-Patch", "application/json")
              : error);
    }
  }

  /** Adds an error for every query parameter; for operations without query parameters. */
  public static void refuseQueryParameters(HttpRequest request, ValidationErrors errors) {
    request
        .queryParameters()
        .keySet()
        .forEach(name -> errors.add(name, "is not a query parameter here; there are none"));
  }

  /**
   * The resource that the path names.
   *
   * @param errors receives the problem of an id that is no UUID, which is then empty
   */
  public static Optional<ResourceId> resourceId(HttpRequest request, ValidationErrors errors) {
    Optional<ResourceId> id =
        Optional.ofNullable(request.pathParameters().get("id")).flatMap(ResourceId::parse);
    if (id.isEmpty()) {
      errors.add("id", "must be a UUID, for example 0199b2f4-6c00-7d3a-8f1e-2b7c9d04a5e6");
    }
    return id;
  }

  /** Adds an error for a body, for an operation that has none. */
  public static void refuseBody(HttpRequest request, ValidationErrors errors) {
    if (!request.body().text().isEmpty()) {
      errors.add("body", "must be empty, because this operation takes no body");
    }
  }

  /**
   * Ends the checks of a request's content.
   *
   * @throws ApiException 400 with all errors, if there are any
   */
  public static void requireValid(ValidationErrors errors) {
    if (!errors.isEmpty()) {
      throw new ApiException(ApiError.validation(errors.byMember()));
    }
  }
}
