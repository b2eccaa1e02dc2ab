package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.refusal.ErrorCode;
import io.entryguard.resources.refusal.Refusal;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error as a caller is told it.
 *
 * @param message what is wrong and what would be right, for a person; never made from an exception
 * @param validationErrors field to message; empty unless the request's own content is wrong
 * @param headers what this error's answer carries beside the usual headers
 */
public record ApiError(
    ErrorCode code,
    String message,
    Map<String, String> validationErrors,
    Map<String, String> headers) {
  public ApiError {
    requireNonNull(code, "code is null");
    requireNonNull(message, "message is null");
    validationErrors = Collections.unmodifiableMap(new LinkedHashMap<>(validationErrors));
    headers = Map.copyOf(headers);
  }

  public static ApiError of(ErrorCode code, String message) {
    return new ApiError(code, message, Map.of(), Map.of());
  }

  public static ApiError validation(Map<String, String> validationErrors) {
    return validation("The request is not valid: see validationErrors.", validationErrors);
  }

  public static ApiError validation(String message, Map<String, String> validationErrors) {
    return new ApiError(ErrorCode.VALIDATION_ERROR, message, validationErrors, Map.of());
  }

  /** The refusal of a use case. */
  public static ApiError of(Refusal refusal) {
    return of(refusal.code(), refusal.message());
  }

  /** The same error, with one more header. */
  public ApiError withHeader(String name, String value) {
    Map<String, String> all = new HashMap<>(headers);
    all.put(name, value);
    return new ApiError(code, message, validationErrors, all);
  }
}
