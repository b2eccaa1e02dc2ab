package io.entryguard.resources.local.event;

/** What became of an event. */
public sealed interface EventOutcome {
  /** In the function's own words where it is the function that says it. */
  String reason();

  /** The function is done with it: by a change, or because nothing was to be changed. */
  record Done(String reason) implements EventOutcome {}

  /** The function gave it back; on AWS it would come again, and end in the dead-letter queue. */
  record Failed(String reason) implements EventOutcome {}

  /** It would not reach the function. */
  record NotMatched(String reason) implements EventOutcome {}
}
