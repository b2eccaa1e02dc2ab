package io.entryguard.resources.function.authorizer.keyring;

import io.entryguard.resources.text.SafeReason;

/**
 * Thrown if there is no keyring to verify tokens with, because it has never been read successfully.
 * Says nothing about the token; a retry may succeed.
 */
public final class KeyringUnavailableException extends RuntimeException implements SafeReason {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason safe to log: it quotes nothing that was sent or stored
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
