package io.entryguard.resources.change;

import io.entryguard.resources.refusal.Refusal;

/** Whether a caller may use a resource. */
public sealed interface ResourceAccess {
  record Granted(StoredResource stored) implements ResourceAccess {}

  /** The organization is not active, or has no such resource. */
  record Refused(Refusal refusal) implements ResourceAccess {}
}
