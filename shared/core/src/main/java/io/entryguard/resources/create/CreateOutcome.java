package io.entryguard.resources.create;

import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.ResourceId;
import java.util.Map;

/** How a create ended. Only {@link Created} changed anything. */
public sealed interface CreateOutcome {
  /**
   * The resource is there.
   *
   * @param representation how the caller is shown it
   */
  record Created(ResourceId id, String representation) implements CreateOutcome {}

  /**
   * The same request created the resource before, and nothing was done again.
   *
   * @param representation what the caller was shown then, to the byte
   */
  record Replayed(ResourceId id, String representation) implements CreateOutcome {}

  /** The idempotency key was used for another request. */
  record KeyReused() implements CreateOutcome {}

  /**
   * The request contradicts what is stored.
   *
   * @param validationErrors field to problem
   */
  record Invalid(Map<String, String> validationErrors) implements CreateOutcome {
    public Invalid {
      validationErrors = Map.copyOf(validationErrors);
    }
  }

  /** Something is not there that may still come: the organization, or the credential. */
  record Missing(Refusal refusal) implements CreateOutcome {}

  /** The organization is suspended or at its limit, or this request was refused before. */
  record Refused(Refusal refusal) implements CreateOutcome {}
}
