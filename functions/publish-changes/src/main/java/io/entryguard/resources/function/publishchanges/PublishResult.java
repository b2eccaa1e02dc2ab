package io.entryguard.resources.function.publishchanges;

/** What became of an event that was to be published. */
public sealed interface PublishResult {
  /** The bus has it. */
  record Published() implements PublishResult {}

  /** The bus will never take it. */
  record Rejected(String reason) implements PublishResult {}

  /** The bus may take it another time, or may even have taken it: the response can be lost. */
  record Failed(String reason) implements PublishResult {}
}
