package io.entryguard.resources.update;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.Precondition;
import io.entryguard.resources.resource.ResourceId;

/** A caller's request to change a resource. */
public record UpdateCommand(
    OrganizationId organization,
    ResourceId resource,
    ResourcePatch patch,
    Precondition precondition) {
  public UpdateCommand {
    requireNonNull(organization, "organization is null");
    requireNonNull(resource, "resource is null");
    requireNonNull(patch, "patch is null");
    requireNonNull(precondition, "precondition is null");
  }
}
