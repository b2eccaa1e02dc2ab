package io.entryguard.resources.delete;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.Precondition;
import io.entryguard.resources.resource.ResourceId;

/** A caller's request to delete a resource. */
public record DeleteCommand(
    OrganizationId organization, ResourceId resource, Precondition precondition) {
  public DeleteCommand {
    requireNonNull(organization, "organization is null");
    requireNonNull(resource, "resource is null");
    requireNonNull(precondition, "precondition is null");
  }
}
