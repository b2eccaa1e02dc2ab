package io.entryguard.resources.change;

/** The outcome of removing a resource; the first that holds, in this order. */
public enum RemoveOutcome {
  REMOVED,
  /** The organization is unknown, deleted or suspended. Nothing was removed. */
  ORGANIZATION_INACTIVE,
  /** It was not there. */
  GONE,
  /** It is not at the revision that the caller saw. Nothing was removed. */
  CHANGED,
  /** Sessions use it. Nothing was removed. */
  IN_USE
}
