package io.entryguard.resources.change;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.ResourceId;
import java.util.Optional;

/**
 * The state that decides whether a caller may read or change a resource. Its parts may be of
 * slightly different moments.
 *
 * @param organization empty where it is unknown
 * @param resource empty where this organization has none of that id
 * @param credential the one that was asked for; empty where this organization has none of that id,
 *     or had it deleted
 */
public record ResourceContext(
    Optional<Organization> organization,
    Optional<StoredResource> resource,
    Optional<Credential> credential) {
  public ResourceContext {
    requireNonNull(organization, "organization is null");
    requireNonNull(resource, "resource is null");
    credential = credential.filter(known -> !known.deleted());
  }

  /** Whether a caller of the organization may use the resource, whose id is {@code id}. */
  public ResourceAccess access(ResourceId id) {
    if (organization.filter(Organization::isActive).isEmpty()) {
      return new ResourceAccess.Refused(Refusal.ORGANIZATION_INACTIVE);
    }
    return resource
        .<ResourceAccess>map(ResourceAccess.Granted::new)
        .orElseGet(() -> new ResourceAccess.Refused(Refusal.resourceNotFound(id)));
  }
}
