package io.entryguard.resources.list;

import io.entryguard.resources.refusal.Refusal;

/** The outcome of listing a page. */
public sealed interface PageOutcome {
  record Listed(Page page) implements PageOutcome {}

  record Refused(Refusal refusal) implements PageOutcome {}

  /** The cursor was not issued for this organization and this filter. */
  record CursorRefused() implements PageOutcome {}
}
