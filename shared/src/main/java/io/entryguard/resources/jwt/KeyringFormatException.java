package io.entryguard.resources.jwt;

/** A keyring cannot be used. The problem names the key and the member, and quotes no value. */
public final class KeyringFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  KeyringFormatException(String problem) {
    super(problem);
    this.problem = problem;
  }

  /** What is wrong, fit for a log. */
  public String problem() {
    return problem;
  }
}
