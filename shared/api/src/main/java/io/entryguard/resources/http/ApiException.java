package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

/** Ends the request with an error. Thrown while a request is parsed. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ApiError error;

  ApiException(ApiError error) {
    // Without a stack trace, which would make a refused request cost more than a valid one.
    super(error.code().name(), null, false, false);
    this.error = requireNonNull(error, "error is null");
  }

  ApiError error() {
    return error;
  }
}
