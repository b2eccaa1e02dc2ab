package io.entryguard.resources.change;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.ResourceId;
import java.util.OptionalLong;

/**
 * The wish to remove a resource.
 *
 * @param revision the one that it must be at; empty for any
 * @param isFinal whether it was deleted elsewhere already: then neither its sessions nor the state
 *     of its organization hold that up
 */
public record Removal(
    OrganizationId organization, ResourceId resource, OptionalLong revision, boolean isFinal) {
  public Removal {
    requireNonNull(organization, "organization is null");
    requireNonNull(resource, "resource is null");
    requireNonNull(revision, "revision is null");
  }
}
