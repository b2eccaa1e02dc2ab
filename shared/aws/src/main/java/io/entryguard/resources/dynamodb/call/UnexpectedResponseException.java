package io.entryguard.resources.dynamodb.call;

import io.entryguard.resources.text.SafeReason;

/**
 * DynamoDB answers what no caller of this service can bring about: a call of ours is wrong or not
 * allowed, or the table is not as this service keeps it.
 */
public final class UnexpectedResponseException extends RuntimeException implements SafeReason {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public UnexpectedResponseException(String reason) {
    super(reason);
    this.reason = reason;
  }

  public UnexpectedResponseException(String reason, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  @Override
  public String reason() {
    return reason;
  }
}
