package io.entryguard.resources.function.provision;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.access.ApiKey;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.ResourceId;

/**
 * What the rest of the product tells this service. {@code docs/events} has a schema of each, under
 * the same name.
 */
sealed interface ProductEvent {
  /**
   * An organization was made, changed or deleted.
   *
   * @param organization without its resources, of which only this service knows how many there are
   */
  record OrganizationChanged(Organization organization) implements ProductEvent {
    public OrganizationChanged {
      requireNonNull(organization, "organization is null");
    }
  }

  /** A credential was made, changed or deleted. */
  record CredentialChanged(Credential credential) implements ProductEvent {
    public CredentialChanged {
      requireNonNull(credential, "credential is null");
    }
  }

  /** An API key was issued, changed or revoked. */
  record ApiKeyChanged(ApiKey key) implements ProductEvent {
    public ApiKeyChanged {
      requireNonNull(key, "key is null");
    }
  }

  /**
   * Another service asks for a resource.
   *
   * @param key the request's own id, in the name of whoever asks
   * @param resource JSON: what would be the body over HTTP, not yet looked at
   */
  record ResourceRequested(OrganizationId organization, IdempotencyKey key, String resource)
      implements ProductEvent {
    public ResourceRequested {
      requireNonNull(organization, "organization is null");
      requireNonNull(key, "key is null");
      requireNonNull(resource, "resource is null");
    }
  }

  /** A resource was verified. */
  record ResourceVerified(
      OrganizationId organization, ResourceId resource, Verification verification)
      implements ProductEvent {
    public ResourceVerified {
      requireNonNull(organization, "organization is null");
      requireNonNull(resource, "resource is null");
      requireNonNull(verification, "verification is null");
    }
  }

  /** A resource was deleted. */
  record ResourceDeleted(OrganizationId organization, ResourceId resource) implements ProductEvent {
    public ResourceDeleted {
      requireNonNull(organization, "organization is null");
      requireNonNull(resource, "resource is null");
    }
  }
}
