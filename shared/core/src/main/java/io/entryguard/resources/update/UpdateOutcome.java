package io.entryguard.resources.update;

import io.entryguard.resources.refusal.Refusal;
import java.util.Map;

/** The outcome of an update. Only {@link Updated} changed anything. */
public sealed interface UpdateOutcome {
  /**
   * The resource is as the caller wants it.
   *
   * @param representation how the caller is shown it
   */
  record Updated(String representation) implements UpdateOutcome {}

  /**
   * The resource was as the caller wants it, and nothing was written.
   *
   * @param representation how the caller is shown it
   */
  record Unchanged(String representation) implements UpdateOutcome {}

  /**
   * The request contradicts what is stored.
   *
   * @param validationErrors field to problem
   */
  record Invalid(Map<String, String> validationErrors) implements UpdateOutcome {
    public Invalid {
      validationErrors = Map.copyOf(validationErrors);
    }
  }

  /** The organization, the resource, {@code If-Match} or the new credential forbids it. */
  record Refused(Refusal refusal) implements UpdateOutcome {}
}
