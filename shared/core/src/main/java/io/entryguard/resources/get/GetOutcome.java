package io.entryguard.resources.get;

import io.entryguard.resources.refusal.Refusal;

/** The outcome of a get. */
public sealed interface GetOutcome {
  /**
   * It is there.
   *
   * @param representation how the caller is shown it
   */
  record Found(String representation) implements GetOutcome {}

  record Refused(Refusal refusal) implements GetOutcome {}
}
