package io.entryguard.resources.resource;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Provider;
import java.util.Optional;

/**
 * What a caller says of a resource when it creates one.
 *
 * @param region there if the provider is AWS
 */
public record ResourceSpec(
    ResourceName name,
    CredentialId credentialId,
    Provider provider,
    ResourceType type,
    ResourceIdentifier identifier,
    Optional<CloudRegion> region,
    Optional<ResourceConfig> config) {
  public ResourceSpec {
    requireNonNull(name, "name is null");
    requireNonNull(credentialId, "credentialId is null");
    requireNonNull(provider, "provider is null");
    requireNonNull(type, "type is null");
    requireNonNull(identifier, "identifier is null");
    requireNonNull(region, "region is null");
    requireNonNull(config, "config is null");
    if (region.isEmpty() && needsRegion(provider)) {
      throw new IllegalArgumentException("region is missing");
    }
  }

  /** Whether a resource of this provider must name its region. */
  public static boolean needsRegion(Provider provider) {
    return switch (provider) {
      case AWS -> true;
      case GCP, AZURE, APISIX -> false;
    };
  }
}
