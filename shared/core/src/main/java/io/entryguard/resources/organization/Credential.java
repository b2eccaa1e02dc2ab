package io.entryguard.resources.organization;

import static java.util.Objects.requireNonNull;

/**
 * An organization's access to a cloud, by which its resources are reached. No secret of it is known
 * here.
 *
 * @param deleted a deleted credential keeps its name, because resources made with it stay listed
 * @param version grows with every change; an older one never replaces a newer one
 */
public record Credential(
    OrganizationId organization,
    CredentialId id,
    String name,
    Provider provider,
    boolean deleted,
    long version) {
  public Credential {
    requireNonNull(organization, "organization is null");
    requireNonNull(id, "id is null");
    requireNonNull(name, "name is null");
    requireNonNull(provider, "provider is null");
    if (version < 1) {
      throw new IllegalArgumentException("version is not positive");
    }
  }
}
