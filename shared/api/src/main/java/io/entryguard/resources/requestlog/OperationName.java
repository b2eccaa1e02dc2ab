package io.entryguard.resources.requestlog;

/** The operation of a request, as named in the log. */
public enum OperationName {
  CREATE("create"),
  LIST("list"),
  GET("get"),
  UPDATE("update"),
  DELETE("delete"),
  VERIFY("verify"),
  /** What no route takes. */
  UNMATCHED("unmatched"),
  /** The authentication of a caller. */
  AUTHORIZE("authorize");

  private final String text;

  OperationName(String text) {
    this.text = text;
  }

  /** The name in the log. */
  public String text() {
    return text;
  }
}
