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

  /** Why the caller may not use the resource of this id; empty if it may. */
  public Optional<Refusal> refusal(ResourceId id) {
    if (organization.filter(Organization::isActive).isEmpty()) {
      return Optional.of(Refusal.ORGANIZATION_INACTIVE);
    }
    return resource.isEmpty() ? Optional.of(Refusal.resourceNotFound(id)) : Optional.empty();
  }
}
