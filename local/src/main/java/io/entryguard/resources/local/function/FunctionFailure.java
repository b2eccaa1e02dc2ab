package io.entryguard.resources.local.function;

import org.jspecify.annotations.Nullable;

/** Thrown if a function cannot be loaded or fails; the message names the function. */
public final class FunctionFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FunctionFailure(String message) {
    super(message);
  }

  FunctionFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
