package io.entryguard.resources.create;

import static java.util.Objects.requireNonNull;

/**
 * Why a request was refused, as whoever sent it is told.
 *
 * @param message for a person; never made from an exception
 */
public record Refusal(Code code, String message) {
  public Refusal {
    requireNonNull(code, "code is null");
    requireNonNull(message, "message is null");
  }

  /** The reasons that there are, under the names they have over HTTP. */
  public enum Code {
    VALIDATION_ERROR,
    MAX_RESOURCES_REACHED,
    FORBIDDEN,
    CREDENTIAL_NOT_FOUND
  }
}
