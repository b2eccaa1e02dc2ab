package io.entryguard.resources.change;

/** The outcome of applying what the rest of the product reports about a resource. */
public enum ReportOutcome {
  /** It said something new. */
  APPLIED,
  /** It was known already, or says nothing that is not overtaken. */
  KNOWN,
  /** Its version was known already with other content, which stays. */
  CONTRADICTED,
  /** The resource is not there: deleted, most likely. A report does not bring it back. */
  RESOURCE_GONE
}
