package io.entryguard.resources.delete;

import io.entryguard.resources.refusal.Refusal;

/** The outcome of a delete. Only {@link Deleted} changed anything. */
public sealed interface DeleteOutcome {
  /** The resource is gone, and its place is free. */
  record Deleted() implements DeleteOutcome {}

  /** The organization, the resource, {@code If-Match} or active sessions forbid it. */
  record Refused(Refusal refusal) implements DeleteOutcome {}
}
