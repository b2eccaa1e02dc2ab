package io.entryguard.resources.requestlog;

/** What is asked of a function. */
public enum OperationName {
  CREATE("create"),
  LIST("list"),
  GET("get"),
  UPDATE("update"),
  DELETE("delete"),
  VERIFY("verify"),
  /** What no route takes. */
  UNMATCHED("unmatched"),
  /** Who is calling. */
  AUTHORIZE("authorize");

  private final String text;

  OperationName(String text) {
    this.text = text;
  }

  /** As it stands in the log. */
  public String text() {
    return text;
  }
}
