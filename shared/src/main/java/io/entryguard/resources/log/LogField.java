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
  /** A change, as those know it to whom it is announced. */
  CHANGE_ID("changeId"),
  /** A record of the table's stream. */
  SEQUENCE_NUMBER("sequenceNumber"),
  REASON("reason"),
  /** How many items are meant, of which the line names the first. */
  COUNT("count"),
  PARTITION_KEY("partitionKey"),
  SORT_KEY("sortKey");

  private final String key;

  LogField(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }
}
