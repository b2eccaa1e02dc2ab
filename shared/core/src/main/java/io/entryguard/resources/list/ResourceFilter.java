package io.entryguard.resources.list;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.resource.ResourceType;
import java.util.Optional;

/**
 * Selects resources by exact match.
 *
 * @param provider empty for any provider
 * @param type empty for any type
 */
public record ResourceFilter(Optional<Provider> provider, Optional<ResourceType> type) {
  /** Selects all resources. */
  public static final ResourceFilter NONE = new ResourceFilter(Optional.empty(), Optional.empty());

  public ResourceFilter {
    requireNonNull(provider, "provider is null");
    requireNonNull(type, "type is null");
  }

  public boolean matches(Resource resource) {
    ResourceSpec spec = resource.spec();
    return (provider.isEmpty() || provider.get() == spec.provider())
        && (type.isEmpty() || type.get().equals(spec.type()));
  }

  public boolean isNone() {
    return provider.isEmpty() && type.isEmpty();
  }
}
