package io.entryguard.resources.access;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.text.Text;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of an API key; the key itself is not.
 *
 * @param displayPrefix the key's beginning, by which people tell their keys apart
 * @param scopes what the key was issued for, among it what other services understand
 * @param expiresAt the first moment at which the key is no longer good, rounded down to the second;
 *     empty for a key without end
 * @param version grows with every change; an older one never replaces a newer one
 */
public record ApiKey(
    KeyHash hash,
    OrganizationId organization,
    String displayPrefix,
    String name,
    Set<String> scopes,
    Optional<Instant> expiresAt,
    boolean revoked,
    long version) {
  public ApiKey {
    requireNonNull(hash, "hash is null");
    requireNonNull(organization, "organization is null");
    requireNonNull(displayPrefix, "displayPrefix is null");
    requireNonNull(name, "name is null");
    scopes = Set.copyOf(scopes);
    expiresAt = expiresAt.map(at -> at.truncatedTo(ChronoUnit.SECONDS));
    if (displayPrefix.isBlank() || Text.hasControls(displayPrefix)) {
      throw new IllegalArgumentException("displayPrefix is not printable");
    }
    if (version < 1) {
      throw new IllegalArgumentException("version is not positive");
    }
  }

  public boolean isExpired(Instant now) {
    return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
  }

  public boolean hasScopeOf(Permission permission) {
    return scopes.contains(permission.scope());
  }
}
