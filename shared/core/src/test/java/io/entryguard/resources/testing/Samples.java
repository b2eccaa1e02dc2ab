package io.entryguard.resources.testing;

import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.create.CreateCommand;
import io.entryguard.resources.create.Creation;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.idempotency.IdempotentRequest;
import io.entryguard.resources.idempotency.RequestFingerprint;
import io.entryguard.resources.idempotency.RequestOutcome;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.CloudRegion;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceConfig;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceIdentifier;
import io.entryguard.resources.resource.ResourceLimits;
import io.entryguard.resources.resource.ResourceName;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.resource.ResourceType;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.text.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Sample values for tests. */
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-02-18T11:00:00Z");
  public static final ResourceLimits FREE_3 = new ResourceLimits(3);
  public static final Deadline ENOUGH_TIME = () -> Duration.ofSeconds(10);

  private Samples() {}

  public static OrganizationId organizationId() {
    return new OrganizationId(UUID.randomUUID());
  }

  public static Organization organization(OrganizationId id, Tier tier) {
    return organization(id, tier, OrganizationStatus.ACTIVE, OptionalInt.empty(), 1);
  }

  public static Organization organization(
      OrganizationId id,
      Tier tier,
      OrganizationStatus status,
      OptionalInt maxResources,
      long version) {
    return new Organization(id, "Acme", tier, status, maxResources, 0, false, version);
  }

  /** Returns the tombstone of a later version. */
  public static Organization deleted(Organization organization, long version) {
    return new Organization(
        organization.id(),
        organization.name(),
        organization.tier(),
        organization.status(),
        organization.maxResources(),
        0,
        true,
        version);
  }

  public static Credential credential(OrganizationId organization, Provider provider) {
    return new Credential(
        organization,
        new CredentialId(UUID.randomUUID()),
        "AWS Production Account",
        provider,
        false,
        1);
  }

  public static ResourceSpec spec(Credential credential) {
    return spec(credential.id(), credential.provider());
  }

  public static ResourceSpec spec(CredentialId credential, Provider provider) {
    return new ResourceSpec(
        new ResourceName("Production API Gateway"),
        credential,
        provider,
        new ResourceType("SECURITY_GROUP"),
        new ResourceIdentifier("sg-0abc123def456"),
        Optional.of(new CloudRegion("eu-central-1")),
        Optional.of(new ResourceConfig("{\"port\": 443, \"protocol\": \"tcp\"}")));
  }

  public static CreateCommand command(OrganizationId organization, ResourceSpec spec) {
    return new CreateCommand(organization, spec, Optional.empty());
  }

  public static CreateCommand command(OrganizationId organization, ResourceSpec spec, String key) {
    return new CreateCommand(organization, spec, Optional.of(keyed(spec, key)));
  }

  public static IdempotentRequest keyed(ResourceSpec spec, String key) {
    return new IdempotentRequest(
        new IdempotencyKey(IdempotencyKey.Origin.USER, "user-1", key),
        new RequestFingerprint(Sha256.hex(spec.toString())));
  }

  public static Creation creation(OrganizationId organization, Resource resource) {
    return new Creation(organization, resource, FREE_3, Optional.empty());
  }

  public static Creation creation(OrganizationId organization, Resource resource, String key) {
    return new Creation(organization, resource, FREE_3, Optional.of(record(resource, key)));
  }

  public static IdempotencyRecord record(Resource resource, String key) {
    return new IdempotencyRecord(
        keyed(resource.spec(), key),
        new RequestOutcome.Completed(
            resource.id(), "{\"answer\": \"%s\"}".formatted(resource.id())),
        resource.createdAt().plus(IdempotencyKey.Origin.USER.lifetime()));
  }

  /** A stand-in for the representation that callers see. */
  public static String representation(NamedResource resource) {
    return resource.toString();
  }

  public static Resource resource(ResourceSpec spec) {
    return Resource.create(new ResourceId(UUID.randomUUID()), spec, NOW);
  }

  /** The same at another revision. */
  public static StoredResource atRevision(StoredResource stored, long revision) {
    return new StoredResource(
        stored.resource(),
        revision,
        stored.disabled(),
        stored.unverifiedSince(),
        stored.newest(),
        stored.sessions(),
        stored.requested(),
        stored.pendingEvent());
  }
}
