package io.entryguard.resources.list;

/** The outcome of listing all resources. */
public sealed interface ListOutcome {
  /** The sink received all of them, oldest first, or as many as it took. */
  record Listed() implements ListOutcome {}

  /** The organization is unknown, deleted or suspended. */
  record OrganizationInactive() implements ListOutcome {}
}
