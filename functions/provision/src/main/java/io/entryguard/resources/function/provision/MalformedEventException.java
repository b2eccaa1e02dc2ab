package io.entryguard.resources.function.provision;

/**
 * A message is no event of the product's. It never will be, however often it comes.
 *
 * <p>Its message is safe to log: it names members of the schema, and quotes nothing that was sent.
 */
final class MalformedEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedEventException(String reason) {
    super(reason);
  }
}
