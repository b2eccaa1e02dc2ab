package io.entryguard.resources.list;

/** How the wish to see an organization's resources ended. */
public sealed interface ListOutcome {
  /** All of them were handed on, oldest first, or as many as were taken. */
  record Listed() implements ListOutcome {}

  /** The organization is unknown, deleted or suspended. */
  record OrganizationInactive() implements ListOutcome {}
}
