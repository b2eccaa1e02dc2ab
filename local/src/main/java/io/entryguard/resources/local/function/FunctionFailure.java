package io.entryguard.resources.local.function;

import org.jspecify.annotations.Nullable;

/** A function that could not be loaded, or that ended without an answer. */
public final class FunctionFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  FunctionFailure(String problem) {
    super(problem);
    this.problem = problem;
  }

  FunctionFailure(String problem, @Nullable Throwable cause) {
    super(problem, cause);
    this.problem = problem;
  }

  /** What went wrong, and with which function. */
  public String problem() {
    return problem;
  }
}
