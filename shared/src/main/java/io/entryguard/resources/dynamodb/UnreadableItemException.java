package io.entryguard.resources.dynamodb;

import io.entryguard.resources.failure.Explained;

/** An item in the table is not as this service writes it. */
final class UnreadableItemException extends RuntimeException implements Explained {
  private static final long serialVersionUID = 1L;

  private final String attribute;

  UnreadableItemException(String attribute) {
    this.attribute = attribute;
  }

  UnreadableItemException(String attribute, Throwable cause) {
    super(cause);
    this.attribute = attribute;
  }

  @Override
  public String reason() {
    return "attribute " + attribute + " cannot be read";
  }
}
