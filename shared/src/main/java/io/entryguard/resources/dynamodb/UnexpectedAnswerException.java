package io.entryguard.resources.dynamodb;

import io.entryguard.resources.failure.Explained;

/**
 * DynamoDB answers what no caller of this service can bring about: a call of ours is wrong or not
 * allowed, or the table is not as this service keeps it.
 */
final class UnexpectedAnswerException extends RuntimeException implements Explained {
  private static final long serialVersionUID = 1L;

  private final String reason;

  UnexpectedAnswerException(String reason) {
    super(reason);
    this.reason = reason;
  }

  UnexpectedAnswerException(String reason, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  @Override
  public String reason() {
    return reason;
  }
}
