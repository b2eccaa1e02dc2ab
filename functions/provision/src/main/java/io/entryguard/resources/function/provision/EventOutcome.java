package io.entryguard.resources.function.provision;

import io.entryguard.resources.refusal.Refusal;

/** The outcome of an event. */
sealed interface EventOutcome {
  /** It changed something. */
  record Applied() implements EventOutcome {}

  /** It was known, overtaken, or about something that is gone. Nothing changed. */
  record Known() implements EventOutcome {}

  /** It contradicts what the same version, or request, said before, which stays. */
  record Contradicted() implements EventOutcome {}

  /** It asked for something that is not allowed. The refusal is kept. */
  record Refused(Refusal refusal) implements EventOutcome {}

  /** It needs something that may still come. Nothing changed. */
  record Waiting(Refusal refusal) implements EventOutcome {}
}
