package io.entryguard.resources.local.event;

/** The outcome of an event. */
public sealed interface EventOutcome {
  /** Why; from the function's log if the function handled the event. */
  String reason();

  /** The function has handled the event, whether it changed anything or not. */
  record Done(String reason) implements EventOutcome {}

  /** The function failed; on AWS the event would be retried and then dead-lettered. */
  record Failed(String reason) implements EventOutcome {}

  /** The rule does not match the event. */
  record NotMatched(String reason) implements EventOutcome {}
}
