package io.entryguard.resources.store;

import io.entryguard.resources.text.SafeReason;

/**
 * The store cannot answer now: it is overloaded, out of reach, or the work did not get through in
 * time. The same call may succeed later.
 */
public final class StoreUnavailableException extends RuntimeException implements SafeReason {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public StoreUnavailableException(String reason) {
    super(reason);
    this.reason = reason;
  }

  public StoreUnavailableException(String reason, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  @Override
  public String reason() {
    return reason;
  }
}
