package io.entryguard.resources.function.authorizer;

/**
 * Thrown if the caller could not be authenticated now. It has no cause, because Lambda writes an
 * exception's messages into its response and its log; the cause has been logged before.
 */
final class AuthorizerFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AuthorizerFailedException() {
    super("the caller could not be checked");
  }
}
