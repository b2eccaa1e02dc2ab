package io.entryguard.resources.resource;

import io.entryguard.resources.account.Credential;
import io.entryguard.resources.account.CredentialId;
import io.entryguard.resources.account.Organization;
import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.account.OrganizationStatus;
import io.entryguard.resources.account.Provider;
import io.entryguard.resources.account.Tier;
import io.entryguard.resources.json.RequestFingerprints;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Values that tests start from. */
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-02-18T11:00:00Z");
  public static final ResourceLimits FREE_3 = new ResourceLimits(3);
  public static final TimeLeft ENOUGH_TIME = () -> Duration.ofSeconds(10);

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

  /** The tombstone that a later version leaves. */
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

  public static KeyedRequest keyed(ResourceSpec spec, String key) {
    return new KeyedRequest(
        new IdempotencyKey(IdempotencyKey.Origin.USER, "user-1", key),
        RequestFingerprints.of(spec));
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

  public static Resource resource(ResourceSpec spec) {
    return Resource.create(new ResourceId(UUID.randomUUID()), spec, NOW);
  }
}
