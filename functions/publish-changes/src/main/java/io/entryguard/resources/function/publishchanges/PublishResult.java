package io.entryguard.resources.function.publishchanges;

/** The outcome of publishing an event. */
public sealed interface PublishResult {
  /** The bus has it. */
  record Published() implements PublishResult {}

  /** The bus will never take it. */
  record Rejected(String reason) implements PublishResult {}

  /** The bus may take it another time, or may even have taken it: the response can be lost. */
  record Failed(String reason) implements PublishResult {}
}
