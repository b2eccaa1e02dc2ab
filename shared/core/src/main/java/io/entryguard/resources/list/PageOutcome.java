package io.entryguard.resources.list;

/** How the wish to see a part of an organization's resources ended. */
public sealed interface PageOutcome {
  record Listed(Page page) implements PageOutcome {}

  /** The organization is unknown, deleted or suspended. */
  record OrganizationInactive() implements PageOutcome {}

  /** The cursor was not given for this organization and this filter. */
  record CursorRefused() implements PageOutcome {}
}
