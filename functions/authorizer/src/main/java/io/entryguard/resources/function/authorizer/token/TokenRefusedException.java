package io.entryguard.resources.function.authorizer.token;

import io.entryguard.resources.function.authorizer.credential.AuthenticationFailure;

/** Thrown within this package if a token is refused. */
final class TokenRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final AuthenticationFailure reason;

  TokenRefusedException(AuthenticationFailure reason) {
    // Without a stack trace, which would make a forged token cost more than a valid one.
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  AuthenticationFailure reason() {
    return reason;
  }
}
