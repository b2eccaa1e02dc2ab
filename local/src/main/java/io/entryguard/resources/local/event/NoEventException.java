package io.entryguard.resources.local.event;

/** What was posted is no event. */
public final class NoEventException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;

  NoEventException(String problem) {
    super(problem);
    this.problem = problem;
  }

  /** A sentence for whoever posted it. */
  public String problem() {
    return problem;
  }
}
