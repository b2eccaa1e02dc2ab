package io.entryguard.resources.local.event;

/** Thrown if posted JSON is not an event; its message is shown to the sender. */
public final class MalformedEventException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedEventException(String message) {
    super(message);
  }
}
