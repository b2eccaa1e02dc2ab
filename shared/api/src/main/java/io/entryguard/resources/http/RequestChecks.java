package io.entryguard.resources.http;

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
