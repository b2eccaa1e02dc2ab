package io.entryguard.resources.change;

/** What became of a verification. */
public enum VerifyOutcome {
  /** It said something new. */
  APPLIED,
  /** It was known already, or says nothing that is not overtaken. */
  KNOWN,
  /** Its version was known already with other content, which stays. */
  CONTRADICTED,
  /** The resource is not there: deleted, most likely. A verification does not bring it back. */
  RESOURCE_GONE
}
