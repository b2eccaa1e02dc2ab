package io.entryguard.resources.testing;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.create.AddOutcome;
import io.entryguard.resources.create.CreationContext;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceIdentifier;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.resource.ResourceName;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.resource.ResourceType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of every store of resources. */
public abstract class ResourceStoreContract extends StoreContract {
  protected ResourceStoreContract(ResourceStores stores) {
    super(stores);
  }

  @Test
  public void storesAndCountsAResource() {
    given(Tier.FREE);
    Resource resource = Samples.resource(Samples.spec(credential));

    assertThat(add(resource)).isEqualTo(new AddOutcome.Added());

    assertThat(resources()).containsExactly(resource);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  public void givesBackEveryMemberOfAResource() {
    given(Tier.PAID);
    Resource full =
        new Resource(
            new ResourceId(UUID.randomUUID()),
            Samples.spec(credential),
            true,
            Optional.of(Instant.parse("2026-02-18T10:30:00Z")),
            Instant.parse("2026-01-15T08:00:00Z"),
            Instant.parse("2026-02-18T10:31:00Z"));

    add(full);

    assertThat(resources()).containsExactly(full);
  }

  @Test
  public void givesBackAResourceWithoutOptionalMembers() {
    Credential gcp = Samples.credential(organization, Provider.GCP);
    accounts.save(Samples.organization(organization, Tier.FREE));
    accounts.save(gcp);
    var spec =
        new ResourceSpec(
            new ResourceName("Firewall \uD83D\uDD25"),
            gcp.id(),
            Provider.GCP,
            new ResourceType("FIREWALL_RULE"),
            new ResourceIdentifier("allow-ssh"),
            Optional.empty(),
            Optional.empty());
    Resource resource = Samples.resource(spec);

    store.add(
        Samples.creation(organization, resource),
        store.contextOf(organization, gcp.id(), Optional.empty(), ENOUGH_TIME),
        ENOUGH_TIME);

    assertThat(resources()).containsExactly(resource);
  }

  @Test
  public void knowsNothingOfAnUnknownOrganization() {
    assertThat(context())
        .isEqualTo(new CreationContext(Optional.empty(), Optional.empty(), Optional.empty()));
    assertThat(StoredPartition.read(catalog, organization, ENOUGH_TIME))
        .isEqualTo(new StoredPartition(Optional.empty(), List.of()));
  }

  @Test
  public void saysWhatDecidesACreation() {
    given(Tier.FREE);

    assertThat(context().organization()).contains(Samples.organization(organization, Tier.FREE));
    assertThat(context().credential()).contains(credential);
  }

  @Test
  public void doesNotShowACredentialOfAnotherOrganization() {
    given(Tier.FREE);
    Credential foreign = Samples.credential(Samples.organizationId(), Provider.AWS);
    accounts.save(foreign);

    assertThat(
            store.contextOf(organization, foreign.id(), Optional.empty(), ENOUGH_TIME).credential())
        .isEmpty();
  }

  @Test
  public void doesNotShowADeletedCredential() {
    given(Tier.FREE);
    accounts.save(deleted(credential));

    assertThat(context().credential()).isEmpty();
  }

  @Test
  public void refusesTheResourceAfterTheLast() {
    given(Tier.FREE);
    for (int i = 0; i < 3; i++) {
      assertThat(add(Samples.resource(Samples.spec(credential)))).isEqualTo(new AddOutcome.Added());
    }

    AddOutcome fourth = add(Samples.resource(Samples.spec(credential)));

    assertThat(fourth).isInstanceOf(AddOutcome.Refused.class);
    assertThat(((AddOutcome.Refused) fourth).now().organization().orElseThrow().resourceCount())
        .isEqualTo(3);
    assertThat(resources()).hasSize(3);
    assertThat(count()).isEqualTo(3);
  }

  @Test
  public void decidesByWhatIsTrueWhenItWritesNotByWhatWasSeenBefore() {
    given(Tier.FREE);
    CreationContext early = context();
    for (int i = 0; i < 3; i++) {
      add(Samples.resource(Samples.spec(credential)), early);
    }

    AddOutcome fourth = add(Samples.resource(Samples.spec(credential)), early);

    assertThat(fourth).isInstanceOf(AddOutcome.Refused.class);
    assertThat(((AddOutcome.Refused) fourth).now().credential()).contains(credential);
  }

  @Test
  public void letsAPaidOrganizationHaveAnyNumber() {
    given(Tier.PAID);

    for (int i = 0; i < 10; i++) {
      assertThat(add(Samples.resource(Samples.spec(credential)))).isEqualTo(new AddOutcome.Added());
    }

    assertThat(count()).isEqualTo(10);
  }

  @Test
  public void holdsALimitOfTheOrganizationsOwnInEitherTier() {
    for (Tier tier : Tier.values()) {
      OrganizationId id = Samples.organizationId();
      Credential own = Samples.credential(id, Provider.AWS);
      accounts.save(
          Samples.organization(id, tier, OrganizationStatus.ACTIVE, OptionalInt.of(5), 1));
      accounts.save(own);

      List<AddOutcome> outcomes = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        CreationContext context = store.contextOf(id, own.id(), Optional.empty(), ENOUGH_TIME);
        outcomes.add(
            store.add(
                Samples.creation(id, Samples.resource(Samples.spec(own))), context, ENOUGH_TIME));
      }

      assertThat(outcomes.subList(0, 5)).containsOnly(new AddOutcome.Added());
      assertThat(outcomes.getLast()).isInstanceOf(AddOutcome.Refused.class);
    }
  }

  @Test
  public void refusesEverythingWhereTheOwnLimitIsZero() {
    accounts.save(
        Samples.organization(
            organization, Tier.PAID, OrganizationStatus.ACTIVE, OptionalInt.of(0), 1));
    accounts.save(credential);

    assertThat(add(Samples.resource(Samples.spec(credential))))
        .isInstanceOf(AddOutcome.Refused.class);
    assertThat(resources()).isEmpty();
  }

  @Test
  public void keepsWhatIsThereAfterADowngradeAndRefusesMore() {
    given(Tier.PAID);
    for (int i = 0; i < 5; i++) {
      add(Samples.resource(Samples.spec(credential)));
    }
    accounts.save(
        Samples.organization(
            organization, Tier.FREE, OrganizationStatus.ACTIVE, OptionalInt.empty(), 2));

    assertThat(add(Samples.resource(Samples.spec(credential))))
        .isInstanceOf(AddOutcome.Refused.class);
    assertThat(resources()).hasSize(5);
    assertThat(count()).isEqualTo(5);
  }

  @Test
  public void refusesASuspendedOrganizationAndSaysSo() {
    given(Tier.PAID);
    CreationContext early = context();
    accounts.save(
        Samples.organization(
            organization, Tier.PAID, OrganizationStatus.SUSPENDED, OptionalInt.empty(), 2));

    AddOutcome outcome = add(Samples.resource(Samples.spec(credential)), early);

    assertThat(outcome).isInstanceOf(AddOutcome.Refused.class);
    assertThat(((AddOutcome.Refused) outcome).now().organization().orElseThrow().isActive())
        .isFalse();
    accounts.save(
        Samples.organization(
            organization, Tier.PAID, OrganizationStatus.ACTIVE, OptionalInt.empty(), 3));
    assertThat(resources()).isEmpty();
  }

  @Test
  public void readsNoResourceWhileTheOrganizationIsSuspended() {
    given(Tier.PAID);
    assertThat(add(Samples.resource(Samples.spec(credential)))).isEqualTo(new AddOutcome.Added());

    accounts.save(
        Samples.organization(
            organization, Tier.PAID, OrganizationStatus.SUSPENDED, OptionalInt.empty(), 2));
    assertThat(resources()).isEmpty();

    accounts.save(
        Samples.organization(
            organization, Tier.PAID, OrganizationStatus.ACTIVE, OptionalInt.empty(), 3));
    assertThat(resources()).hasSize(1);
  }

  @Test
  public void refusesAnUnknownOrganizationAndSaysSo() {
    accounts.save(credential);
    var claimed =
        new CreationContext(
            Optional.of(Samples.organization(organization, Tier.PAID)),
            Optional.of(credential),
            Optional.empty());

    AddOutcome outcome = add(Samples.resource(Samples.spec(credential)), claimed);

    assertThat(outcome)
        .isEqualTo(
            new AddOutcome.Refused(
                new CreationContext(Optional.empty(), Optional.of(credential), Optional.empty())));
    assertThat(resources()).isEmpty();
  }

  @Test
  public void refusesACredentialThatWasDeletedInBetween() {
    given(Tier.PAID);
    CreationContext early = context();
    accounts.save(deleted(credential));

    AddOutcome outcome = add(Samples.resource(Samples.spec(credential)), early);

    assertThat(outcome).isInstanceOf(AddOutcome.Refused.class);
    assertThat(((AddOutcome.Refused) outcome).now().credential()).isEmpty();
    assertThat(count()).isZero();
    assertThat(resources()).isEmpty();
  }

  @Test
  public void refusesACredentialThatHasAnotherNameByNow() {
    given(Tier.FREE);
    CreationContext early = context();
    accounts.save(renamed(credential));

    AddOutcome outcome = add(Samples.resource(Samples.spec(credential)), early);

    assertThat(((AddOutcome.Refused) outcome).now().credential()).contains(renamed(credential));
    assertThat(count()).isZero();
    assertThat(resources()).isEmpty();
  }

  @Test
  public void refusesACredentialThatNeverWas() {
    accounts.save(Samples.organization(organization, Tier.PAID));

    AddOutcome outcome = add(Samples.resource(Samples.spec(credential)));

    assertThat(((AddOutcome.Refused) outcome).now().credential()).isEmpty();
    assertThat(count()).isZero();
  }

  @Test
  public void refusesACredentialOfAnotherProvider() {
    given(Tier.PAID);

    AddOutcome outcome =
        add(Samples.resource(Samples.spec(credential.id(), Provider.AZURE)), context());

    assertThat(((AddOutcome.Refused) outcome).now().credential()).contains(credential);
    assertThat(count()).isZero();
  }

  @Test
  public void saysAllThatStandsAgainstAResource() {
    given(Tier.FREE);
    CreationContext early = context();
    accounts.save(
        Samples.organization(
            organization, Tier.FREE, OrganizationStatus.SUSPENDED, OptionalInt.empty(), 2));
    accounts.save(deleted(credential));

    CreationContext now =
        ((AddOutcome.Refused) add(Samples.resource(Samples.spec(credential)), early)).now();

    assertThat(now.organization().orElseThrow().isActive()).isFalse();
    assertThat(now.credential()).isEmpty();
  }

  @Test
  public void listsTheOldestFirst() {
    given(Tier.PAID);
    var ids = new ResourceIds(() -> Samples.NOW, new java.util.Random(7));
    List<Resource> created = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Resource resource = Resource.create(ids.next(), Samples.spec(credential), Samples.NOW);
      add(resource);
      created.add(resource);
    }

    assertThat(resources()).isEqualTo(created);
  }

  @Test
  public void listsTheNameThatTheCredentialHasNow() {
    given(Tier.FREE);
    add(Samples.resource(Samples.spec(credential)));
    accounts.save(new Credential(organization, credential.id(), "Renamed", Provider.AWS, false, 2));

    assertThat(StoredPartition.read(catalog, organization, ENOUGH_TIME).resources())
        .extracting(NamedResource::credentialName)
        .containsExactly("Renamed");
  }

  @Test
  public void listsResourcesOfADeletedCredentialUnderItsName() {
    given(Tier.FREE);
    add(Samples.resource(Samples.spec(credential)));
    accounts.save(deleted(credential));

    assertThat(StoredPartition.read(catalog, organization, ENOUGH_TIME).resources())
        .extracting(NamedResource::credentialName)
        .containsExactly("AWS Production Account");
  }

  @Test
  public void listsNothingOfAnotherOrganization() {
    given(Tier.FREE);
    add(Samples.resource(Samples.spec(credential)));
    OrganizationId other = Samples.organizationId();
    accounts.save(Samples.organization(other, Tier.FREE));

    assertThat(StoredPartition.read(catalog, other, ENOUGH_TIME).resources()).isEmpty();
  }

  @Test
  public void forgetsALimitOfItsOwnThatANewerVersionDoesNotHave() {
    accounts.save(
        Samples.organization(
            organization, Tier.FREE, OrganizationStatus.ACTIVE, OptionalInt.of(7), 1));
    accounts.save(
        Samples.organization(
            organization, Tier.FREE, OrganizationStatus.ACTIVE, OptionalInt.empty(), 2));

    assertThat(context().organization().orElseThrow().maxResources()).isEmpty();
  }

  @Test
  public void keepsTheCountWhenTheOrganizationChanges() {
    given(Tier.FREE);
    add(Samples.resource(Samples.spec(credential)));

    accounts.save(
        Samples.organization(
            organization, Tier.PAID, OrganizationStatus.ACTIVE, OptionalInt.empty(), 2));

    assertThat(count()).isEqualTo(1);
  }

  private CreationContext contextOf(String key) {
    return store.contextOf(
        organization,
        credential.id(),
        Optional.of(new IdempotencyKey(IdempotencyKey.Origin.USER, "user-1", key)),
        ENOUGH_TIME);
  }

  private AddOutcome add(Resource resource, String key) {
    return store.add(Samples.creation(organization, resource, key), contextOf(key), ENOUGH_TIME);
  }

  @Test
  public void keepsTheRecordOfAKeyedRequestWithItsResource() {
    given(Tier.FREE);
    Resource resource = Samples.resource(Samples.spec(credential));

    assertThat(add(resource, "key-1")).isEqualTo(new AddOutcome.Added());

    assertThat(contextOf("key-1").previous()).contains(Samples.record(resource, "key-1"));
    assertThat(contextOf("key-2").previous()).isEmpty();
    assertThat(context().previous()).isEmpty();
    assertThat(resources()).containsExactly(resource);
  }

  @Test
  public void storesNothingWhenARecordIsAliveUnderTheKeyAndSaysWhichItIs() {
    given(Tier.FREE);
    CreationContext early = contextOf("key-1");
    Resource first = Samples.resource(Samples.spec(credential));
    add(first, "key-1");

    AddOutcome second =
        store.add(
            Samples.creation(organization, Samples.resource(Samples.spec(credential)), "key-1"),
            early,
            ENOUGH_TIME);

    assertThat(second).isInstanceOf(AddOutcome.Refused.class);
    assertThat(((AddOutcome.Refused) second).now().previous())
        .contains(Samples.record(first, "key-1"));
    assertThat(resources()).containsExactly(first);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  public void keepsNoRecordOfWhatItRefuses() {
    given(Tier.FREE);
    for (int i = 0; i < 3; i++) {
      add(Samples.resource(Samples.spec(credential)));
    }

    assertThat(add(Samples.resource(Samples.spec(credential)), "key-1"))
        .isInstanceOf(AddOutcome.Refused.class);

    assertThat(contextOf("key-1").previous()).isEmpty();
  }

  @Test
  public void takesAKeyAgainFromTheSecondOnInWhichItsRecordExpires() {
    given(Tier.PAID);
    Resource first = Samples.resource(Samples.spec(credential));
    add(first, "key-1");
    Instant expiry = Samples.NOW.plus(IdempotencyKey.Origin.USER.lifetime());

    assertThat(add(createdAt(expiry.minusSeconds(1)), "key-1"))
        .isInstanceOf(AddOutcome.Refused.class);
    Resource again = createdAt(expiry);
    assertThat(add(again, "key-1")).isEqualTo(new AddOutcome.Added());

    assertThat(contextOf("key-1").previous()).contains(Samples.record(again, "key-1"));
    assertThat(resources()).containsExactlyInAnyOrder(first, again);
  }

  private Resource createdAt(Instant time) {
    return Resource.create(new ResourceId(UUID.randomUUID()), Samples.spec(credential), time);
  }

  @Test
  public void keepsTheKeysOfCallersAndOrganizationsApart() {
    given(Tier.FREE);
    add(Samples.resource(Samples.spec(credential)), "key-1");

    assertThat(
            store
                .contextOf(
                    organization,
                    credential.id(),
                    Optional.of(new IdempotencyKey(IdempotencyKey.Origin.USER, "user-2", "key-1")),
                    ENOUGH_TIME)
                .previous())
        .isEmpty();
    assertThat(
            store
                .contextOf(
                    Samples.organizationId(),
                    credential.id(),
                    Optional.of(new IdempotencyKey(IdempotencyKey.Origin.USER, "user-1", "key-1")),
                    ENOUGH_TIME)
                .previous())
        .isEmpty();
  }
}
