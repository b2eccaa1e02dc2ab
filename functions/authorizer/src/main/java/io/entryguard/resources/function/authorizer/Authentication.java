package io.entryguard.resources.function.authorizer;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.Caller;
import io.entryguard.resources.function.authorizer.credential.AuthenticationFailure;

/** The outcome of authenticating a caller. */
public sealed interface Authentication {
  /** The credential is valid; its permissions may be empty. */
  record Known(Caller caller) implements Authentication {
    public Known {
      requireNonNull(caller, "caller is null");
    }
  }

  /** There is no valid credential. */
  record Unknown(AuthenticationFailure reason) implements Authentication {
    public Unknown {
      requireNonNull(reason, "reason is null");
    }
  }
}
