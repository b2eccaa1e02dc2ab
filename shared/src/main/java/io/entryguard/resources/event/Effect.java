package io.entryguard.resources.event;

import io.entryguard.resources.resource.Refusal;

/** What an event did. */
sealed interface Effect {
  /** It changed something. */
  record Applied() implements Effect {}

  /** It was known, overtaken, or about something that is gone. Nothing changed. */
  record Known() implements Effect {}

  /** What it says contradicts what the same version, or request, said before, which stays. */
  record Contradicted() implements Effect {}

  /** It asked for something that is not allowed. That it was refused is kept. */
  record Refused(Refusal refusal) implements Effect {}

  /** It needs something that may still come. Nothing changed. */
  record Waiting(Refusal refusal) implements Effect {}
}
