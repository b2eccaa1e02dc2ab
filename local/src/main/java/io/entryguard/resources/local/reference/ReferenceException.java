package io.entryguard.resources.local.reference;

/** The API reference cannot be made of what is there; the message says why. */
public final class ReferenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  ReferenceException(String problem) {
    super(problem);
    this.problem = problem;
  }

  ReferenceException(String problem, Throwable cause) {
    super(problem, cause);
    this.problem = problem;
  }

  /** What is wrong, without a full stop. */
  public String problem() {
    return problem;
  }
}
