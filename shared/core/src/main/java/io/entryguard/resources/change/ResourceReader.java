package io.entryguard.resources.change;

import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import java.util.Optional;

/**
 * Where one resource is looked up. Every method sees what was written before it was called.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store cannot answer now.
 */
public interface ResourceReader {
  /**
   * The resource and its organization.
   *
   * @param credential the credential to read beside them, if any
   */
  ResourceContext read(
      OrganizationId organization,
      ResourceId resource,
      Optional<CredentialId> credential,
      Deadline deadline);

  /** The resource alone; empty where this organization has none of that id. */
  Optional<StoredResource> find(
      OrganizationId organization, ResourceId resource, Deadline deadline);

  /** The name of a credential, of a deleted one too; empty where there is none of that id. */
  Optional<String> credentialName(
      OrganizationId organization, CredentialId credential, Deadline deadline);
}
