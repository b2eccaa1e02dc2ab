package io.entryguard.resources.update;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.resource.CloudRegion;
import io.entryguard.resources.resource.ResourceConfig;
import io.entryguard.resources.resource.ResourceIdentifier;
import io.entryguard.resources.resource.ResourceName;
import io.entryguard.resources.resource.ResourceSpec;
import java.util.Optional;

/**
 * What a caller wants to be changed; what is empty or absent stays as it is.
 *
 * @param enabled {@code isActive}: false switches the resource off, true only undoes that
 */
public record ResourcePatch(
    Optional<ResourceName> name,
    Optional<ResourceIdentifier> identifier,
    Optional<CredentialId> credentialId,
    PatchedValue<CloudRegion> region,
    Optional<Boolean> enabled,
    PatchedValue<ResourceConfig> config) {
  /** Changes nothing. */
  public static final ResourcePatch NONE =
      new ResourcePatch(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          new PatchedValue.Absent<>(),
          Optional.empty(),
          new PatchedValue.Absent<>());

  public ResourcePatch {
    requireNonNull(name, "name is null");
    requireNonNull(identifier, "identifier is null");
    requireNonNull(credentialId, "credentialId is null");
    requireNonNull(region, "region is null");
    requireNonNull(enabled, "enabled is null");
    requireNonNull(config, "config is null");
  }

  /** Whether it takes the region from a resource that must name one. */
  boolean clearsNeededRegion(ResourceSpec spec) {
    return region instanceof PatchedValue.Cleared<CloudRegion>
        && ResourceSpec.needsRegion(spec.provider());
  }

  ResourceSpec applyTo(ResourceSpec spec) {
    return new ResourceSpec(
        name.orElse(spec.name()),
        credentialId.orElse(spec.credentialId()),
        spec.provider(),
        spec.type(),
        identifier.orElse(spec.identifier()),
        region.applyTo(spec.region()),
        config.applyTo(spec.config()));
  }
}
