package io.entryguard.resources.list;

import io.entryguard.resources.refusal.Refusal;

/** The outcome of listing all resources. */
public sealed interface ListOutcome {
  /** The sink received all of them, oldest first, or as many as it took. */
  record Listed() implements ListOutcome {}

  record Refused(Refusal refusal) implements ListOutcome {}
}
