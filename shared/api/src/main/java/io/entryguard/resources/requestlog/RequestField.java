package io.entryguard.resources.requestlog;

/** The fields of a request's log line. None holds a secret or text that a caller chose. */
public enum RequestField {
  TIMESTAMP("timestamp"),
  LEVEL("level"),
  MESSAGE("message"),
  REQUEST_ID("requestId"),
  /** Where the caller is known. */
  ORGANIZATION_ID("organizationId"),
  /** Where the caller is known. */
  CALLER_KIND("callerKind"),
  OPERATION("operation"),
  OUTCOME("outcome"),
  /** Why authentication failed. */
  REASON("reason"),
  /** The response's; for the authorizer, that of API Gateway's response to a denial or failure. */
  STATUS("status"),
  DURATION_MILLIS("durationMillis"),
  TRIES("tries");

  private final String key;

  RequestField(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }
}
