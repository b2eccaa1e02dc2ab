package io.entryguard.resources.resource;

/**
 * The store cannot answer now: it is overloaded, out of reach, or the work did not get through in
 * time. The same call may succeed later.
 */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message) {
    super(message);
  }

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
