package io.entryguard.resources.access;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.OrganizationId;
import java.util.Set;

/**
 * A caller whose credential was verified.
 *
 * @param organization the one organization whose data the caller may touch
 * @param kind how the caller proved who it is
 * @param subject the user's id, or for a key its display prefix; never a secret
 */
public record Caller(
    OrganizationId organization, CallerKind kind, String subject, Set<Permission> permissions) {
  public Caller {
    requireNonNull(organization, "organization is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(subject, "subject is null");
    permissions = Set.copyOf(permissions);
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }
}
