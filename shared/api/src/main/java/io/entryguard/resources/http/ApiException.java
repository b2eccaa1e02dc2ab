package io.entryguard.resources.http;

import static java.util.Objects.requireNonNull;

/** Ends a request with an error, from wherever it is parsed. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ApiError error;

  public ApiException(ApiError error) {
    // Without a stack trace: a refused request must not cost more than a good one.
    super(error.code().name(), null, false, false);
    this.error = requireNonNull(error, "error is null");
  }

  public ApiError error() {
    return error;
  }
}
