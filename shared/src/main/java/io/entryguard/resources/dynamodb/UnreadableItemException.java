package io.entryguard.resources.dynamodb;

/** An item in the table is not as this service writes it. */
final class UnreadableItemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableItemException(String attribute) {
    super("attribute " + attribute + " is missing or of another type");
  }

  UnreadableItemException(String attribute, Throwable cause) {
    super("attribute " + attribute + " has another form", cause);
  }
}
