package io.entryguard.resources.function.authorizer.keyring;

import io.entryguard.resources.text.SafeReason;

/** A keyring is malformed. The reason names the key and the member, and quotes no value. */
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
