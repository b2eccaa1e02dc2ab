package io.entryguard.resources.list;

/** The outcome of listing a page. */
public sealed interface PageOutcome {
  record Listed(Page page) implements PageOutcome {}

  /** The organization is unknown, deleted or suspended. */
  record OrganizationInactive() implements PageOutcome {}

  /** The cursor was not issued for this organization and this filter. */
  record CursorRefused() implements PageOutcome {}
}
