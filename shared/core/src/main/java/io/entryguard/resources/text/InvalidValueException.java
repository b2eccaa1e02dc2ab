package io.entryguard.resources.text;

/**
 * A value that a caller sent cannot be used. Its problem says what would be right, is written for
 * the caller, and never quotes the value.
 */
public final class InvalidValueException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  public InvalidValueException(String problem) {
    super(problem);
    this.problem = problem;
  }

  public String problem() {
    return problem;
  }
}
