package io.entryguard.resources.local.function;

import org.jspecify.annotations.Nullable;

/** A function could not be loaded, or ended without an answer; the message names it. */
public final class FunctionFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FunctionFailure(String message) {
    super(message);
  }

  FunctionFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
