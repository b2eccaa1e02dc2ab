package io.entryguard.resources.local.template;

/** A template that says something this program does not understand; the message says where. */
public final class TemplateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  TemplateException(String problem) {
    super(problem);
    this.problem = problem;
  }

  /** What is not understood, and where it stands. */
  public String problem() {
    return problem;
  }
}
