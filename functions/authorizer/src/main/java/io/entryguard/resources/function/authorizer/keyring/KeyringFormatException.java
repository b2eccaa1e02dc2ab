package io.entryguard.resources.function.authorizer.keyring;

import io.entryguard.resources.text.SafeReason;

/** Thrown if a keyring is malformed. The reason names key and member and quotes no value. */
public final class KeyringFormatException extends RuntimeException implements SafeReason {
  private static final long serialVersionUID = 1L;

  private final String reason;

  KeyringFormatException(String reason) {
    super(reason);
    this.reason = reason;
  }

  @Override
  public String reason() {
    return reason;
  }
}
