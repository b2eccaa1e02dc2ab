package io.entryguard.resources.requestlog;

/** Every field that a request's line may have; none ever holds a secret, or what a caller wrote. */
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
  /** Why a caller is not known. */
  REASON("reason"),
  /** The answer's; of the authorizer, the one that API Gateway makes of its refusal or failure. */
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
