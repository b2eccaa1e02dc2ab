package io.entryguard.resources.local.command;

/** A command cannot do what it is asked to; the message says why to the person who asked. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandException(String message) {
    super(message);
  }

  public CommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
