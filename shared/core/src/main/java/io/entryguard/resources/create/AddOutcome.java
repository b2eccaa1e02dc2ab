package io.entryguard.resources.create;

/** The outcome of adding a resource to a store. */
public sealed interface AddOutcome {
  /** The resource is stored and counted, both or neither. */
  record Added() implements AddOutcome {}

  /**
   * Nothing was stored, because the organization or the credential does not allow it any more.
   *
   * @param now what they were when the store refused
   */
  record Refused(CreationContext now) implements AddOutcome {}
}
