package io.entryguard.resources.access;

import io.entryguard.resources.organization.OrganizationId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** API keys for tests. */
public final class ApiKeys {
  public static final OrganizationId ORGANIZATION =
      OrganizationId.parse("3f2504e0-4f89-41d3-9a0c-0305e82c3301").orElseThrow();

  private ApiKeys() {}

  /** Returns a key with permission to read, which neither expires nor is revoked. */
  public static ApiKey reading(String key) {
    return new ApiKey(
        KeyHash.of(key),
        ORGANIZATION,
        "eg_live_1a2b",
        "Nightly export",
        Set.of("resources:read", "sessions:read"),
        Optional.empty(),
        false,
        1);
  }

  public static ApiKey withScopes(ApiKey key, Set<String> scopes) {
    return new ApiKey(
        key.hash(),
        key.organization(),
        key.displayPrefix(),
        key.name(),
        scopes,
        key.expiresAt(),
        key.revoked(),
        key.version());
  }

  public static ApiKey expiring(ApiKey key, Instant expiresAt) {
    return new ApiKey(
        key.hash(),
        key.organization(),
        key.displayPrefix(),
        key.name(),
        key.scopes(),
        Optional.of(expiresAt),
        key.revoked(),
        key.version());
  }

  /** Returns the key's next version, which is revoked. */
  public static ApiKey revoked(ApiKey key) {
    return new ApiKey(
        key.hash(),
        key.organization(),
        key.displayPrefix(),
        key.name(),
        key.scopes(),
        key.expiresAt(),
        true,
        key.version() + 1);
  }
}
