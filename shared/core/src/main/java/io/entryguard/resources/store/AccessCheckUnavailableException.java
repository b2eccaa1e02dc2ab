package io.entryguard.resources.store;

import io.entryguard.resources.text.SafeReason;

/**
 * Who is calling cannot be told now, because what it takes to check a credential is out of reach or
 * unusable. It says nothing about the credential; the same call may succeed later.
 */
public final class AccessCheckUnavailableException extends RuntimeException implements SafeReason {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason what is out of reach, made for the log: it quotes nothing that was sent or stored
   */
  public AccessCheckUnavailableException(String reason, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  @Override
  public String reason() {
    return reason;
  }
}
