package io.entryguard.resources.function.provision;

import io.entryguard.resources.refusal.Refusal;

/** What an event did. */
sealed interface EventOutcome {
  /** It changed something. */
  record Applied() implements EventOutcome {}

  /** It was known, overtaken, or about something that is gone. Nothing changed. */
  record Known() implements EventOutcome {}

  /** What it says contradicts what the same version, or request, said before, which stays. */
  record Contradicted() implements EventOutcome {}

  /** It asked for something that is not allowed. That it was refused is kept. */
  record Refused(Refusal refusal) implements EventOutcome {}

  /** It needs something that may still come. Nothing changed. */
  record Waiting(Refusal refusal) implements EventOutcome {}
}
