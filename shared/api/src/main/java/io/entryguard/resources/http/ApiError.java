package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.refusal.ErrorCode;
import io.entryguard.resources.refusal.Refusal;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error as the caller sees it.
 *
 * @param message what is wrong and how to correct it, for people; never an exception's message
 * @param validationErrors message by field; empty unless the code is {@code VALIDATION_ERROR}
 * @param headers the response's headers, in addition to those of every response
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

  /** The error for a use case's refusal. */
  public static ApiError of(Refusal refusal) {
    return of(refusal.code(), refusal.message());
  }

  /** Returns the same error with one more header. */
  public ApiError withHeader(String name, String value) {
    Map<String, String> all = new HashMap<>(headers);
    all.put(name, value);
    return new ApiError(code, message, validationErrors, all);
  }
}
