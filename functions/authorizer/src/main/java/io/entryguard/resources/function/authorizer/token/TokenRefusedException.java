package io.entryguard.resources.function.authorizer.token;

import io.entryguard.resources.function.authorizer.AuthenticationFailure;

/** The token is refused. It does not leave this package. */
final class TokenRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final AuthenticationFailure reason;

  TokenRefusedException(AuthenticationFailure reason) {
    // Without a stack trace: forged tokens must not cost more than good ones.
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  AuthenticationFailure reason() {
    return reason;
  }
}
