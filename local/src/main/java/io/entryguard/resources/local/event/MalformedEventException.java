package io.entryguard.resources.local.event;

/** What was posted is no event; the message says why to whoever posted it. */
public final class NoEventException extends Exception {
  private static final long serialVersionUID = 1L;

  NoEventException(String message) {
    super(message);
  }
}
