package io.entryguard.resources.organization;

/** The outcome of saving a version. */
public enum SaveOutcome {
  /** It was newer than what was known, and has replaced it. */
  NEWER,
  /** It, or a newer one, was known already. Nothing changed. */
  KNOWN,
  /** Its version was known already with other content, which stays. */
  CONTRADICTED
}
