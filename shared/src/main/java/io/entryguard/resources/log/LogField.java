package io.entryguard.resources.log;

/**
 * Every field that a log line may have beside its time, level and message. None ever holds a
 * secret.
 */
public enum LogField {
  REQUEST_ID("requestId"),
  ORGANIZATION_ID("organizationId"),
  RESOURCE_ID("resourceId"),
  CREDENTIAL_ID("credentialId"),
  /** A message of a queue, as SQS knows it. */
  MESSAGE_ID("messageId"),
  /** An event, as EventBridge knows it. */
  EVENT_ID("eventId"),
  EVENT_TYPE("eventType"),
  REASON("reason"),
  /** How many items are meant, of which the line names the first. */
  COUNT("count"),
  SORT_KEY("sortKey");

  private final String key;

  LogField(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }
}
