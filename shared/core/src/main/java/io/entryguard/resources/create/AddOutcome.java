package io.entryguard.resources.create;

/** How a store answers the wish to add a resource. */
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
