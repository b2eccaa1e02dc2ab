package io.entryguard.resources.function.provision;

import io.entryguard.resources.access.ApiKey;
import io.entryguard.resources.change.ActiveSessions;
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
  OrganizationId organizationId();

  /**
   * An organization was made, changed or deleted.
   *
   * @param organization without its number of resources, which only this service knows
   */
  record OrganizationChanged(Organization organization) implements ProductEvent {
    @Override
    public OrganizationId organizationId() {
      return organization.id();
    }
  }

  /** A credential was made, changed or deleted. */
  record CredentialChanged(Credential credential) implements ProductEvent {
    @Override
    public OrganizationId organizationId() {
      return credential.organization();
    }
  }

  /** An API key was issued, changed or revoked. */
  record ApiKeyChanged(ApiKey key) implements ProductEvent {
    @Override
    public OrganizationId organizationId() {
      return key.organization();
    }
  }

  /**
   * Another service asks for a resource.
   *
   * @param key the request's own id, in the name of the service that asks
   * @param resource JSON to the character: the body of the same request over HTTP, not yet read
   */
  record ResourceRequested(OrganizationId organizationId, IdempotencyKey key, String resource)
      implements ProductEvent {}

  /** A resource was verified. */
  record ResourceVerified(
      OrganizationId organizationId, ResourceId resourceId, Verification verification)
      implements ProductEvent {}

  /** The number of sessions that use a resource has changed. */
  record ResourceSessionsChanged(
      OrganizationId organizationId, ResourceId resourceId, ActiveSessions sessions)
      implements ProductEvent {}

  /** A resource was deleted. */
  record ResourceDeleted(OrganizationId organizationId, ResourceId resourceId)
      implements ProductEvent {}
}
