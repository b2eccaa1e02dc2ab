package io.entryguard.resources.function.authorizer;

/**
 * It cannot be told who is calling. Without a cause, because Lambda writes an exception's messages
 * into its answer and its log; what happened has been logged before.
 */
final class AuthorizerFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AuthorizerFailedException() {
    super("the caller could not be checked");
  }
}
