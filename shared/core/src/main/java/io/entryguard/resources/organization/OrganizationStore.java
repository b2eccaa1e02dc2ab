package io.entryguard.resources.organization;

/**
 * Takes what the rest of the product says of organizations and credentials. Versions decide, so
 * order and repetition do not matter: what is not newer than what is known changes nothing.
 */
public interface OrganizationStore {
  /**
   * Takes an organization's own attributes. Its resource count stays as it is, and starts at zero.
   */
  SaveOutcome save(Organization organization);

  /** Takes a credential, which may come before its organization. */
  SaveOutcome save(Credential credential);
}
