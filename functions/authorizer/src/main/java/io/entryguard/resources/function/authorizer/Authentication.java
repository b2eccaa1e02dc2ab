package io.entryguard.resources.function.authorizer;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.Caller;

/** Whether it is known who is calling. */
public sealed interface Authentication {
  /** The credential is valid, whatever the caller may do with it. */
  record Known(Caller caller) implements Authentication {
    public Known {
      requireNonNull(caller, "caller is null");
    }
  }

  /** There is no credential, or not a valid one. */
  record Unknown(AuthenticationFailure reason) implements Authentication {
    public Unknown {
      requireNonNull(reason, "reason is null");
    }
  }
}
