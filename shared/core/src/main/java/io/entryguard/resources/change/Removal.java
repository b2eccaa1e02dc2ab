package io.entryguard.resources.change;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.ResourceId;
import java.util.OptionalLong;

/**
 * What to remove, and under which conditions.
 *
 * @param revision the revision that it must be at; empty for any
 * @param isFinal whether it was deleted elsewhere already, so that neither its sessions nor the
 *     state of its organization matter
 */
public record Removal(
    OrganizationId organization, ResourceId resource, OptionalLong revision, boolean isFinal) {
  public Removal {
    requireNonNull(organization, "organization is null");
    requireNonNull(resource, "resource is null");
    requireNonNull(revision, "revision is null");
  }
}
