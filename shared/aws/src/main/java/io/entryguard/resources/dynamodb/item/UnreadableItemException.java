package io.entryguard.resources.dynamodb.item;

import io.entryguard.resources.text.SafeReason;

/** An item in the table is not as this service writes it. */
public final class UnreadableItemException extends RuntimeException implements SafeReason {
  private static final long serialVersionUID = 1L;

  private final String attribute;

  public UnreadableItemException(String attribute) {
    this.attribute = attribute;
  }

  public UnreadableItemException(String attribute, Throwable cause) {
    super(cause);
    this.attribute = attribute;
  }

  @Override
  public String reason() {
    return "attribute " + attribute + " cannot be read";
  }
}
