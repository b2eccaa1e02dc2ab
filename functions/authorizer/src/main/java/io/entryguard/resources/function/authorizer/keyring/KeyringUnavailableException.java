package io.entryguard.resources.function.authorizer.keyring;

import io.entryguard.resources.text.SafeReason;

/**
 * There is no keyring to check tokens with, because it could not be read even once. It says nothing
 * about the token; the same call may succeed later.
 */
public final class KeyringUnavailableException extends RuntimeException implements SafeReason {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason what is missing, safe to log: it quotes nothing that was sent or stored
   */
  public KeyringUnavailableException(String reason, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  @Override
  public String reason() {
    return reason;
  }
}
