package io.entryguard.resources.idempotency;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.ResourceId;

/** What came of a request, for good. */
public sealed interface RequestOutcome {
  /**
   * The resource was created.
   *
   * @param answer how it was shown then
   */
  record Completed(ResourceId resource, String answer) implements RequestOutcome {
    public Completed {
      requireNonNull(resource, "resource is null");
      requireNonNull(answer, "answer is null");
    }
  }

  /** Nothing was created, and never will be for this request. */
  record Refused(Refusal refusal) implements RequestOutcome {
    public Refused {
      requireNonNull(refusal, "refusal is null");
    }
  }
}
