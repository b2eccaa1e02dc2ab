package io.entryguard.resources.create;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static io.entryguard.resources.testing.Samples.FREE_3;
import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entryguard.resources.create.CreateOutcome.Created;
import io.entryguard.resources.create.CreateOutcome.Invalid;
import io.entryguard.resources.create.CreateOutcome.Missing;
import io.entryguard.resources.create.CreateOutcome.Refused;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.list.ListOutcome;
import io.entryguard.resources.list.ListResources;
import io.entryguard.resources.list.ResourceFilter;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.InMemoryResourceStore;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.StoredPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class CreateResourceTest {
  private final InMemoryResourceStore store = new InMemoryResourceStore();
  private final OrganizationId organization = Samples.organizationId();
  private final Credential credential = Samples.credential(organization, Provider.AWS);
  private final CreateResource createResource = createResource(store);
  private int reads;
  private int writes;

  private static CreateResource createResource(ResourceStore store) {
    return new CreateResource(
        store,
        FREE_3,
        new ResourceIds(() -> NOW, new Random(1)),
        Samples::representation,
        () -> NOW);
  }

  private void given(Tier tier, OrganizationStatus status, OptionalInt maxResources) {
    store.save(Samples.organization(organization, tier, status, maxResources, 1));
  }

  private void givenActive(Tier tier) {
    given(tier, OrganizationStatus.ACTIVE, OptionalInt.empty());
    store.save(credential);
  }

  private CreateOutcome create(Provider provider) {
    return createResource.create(
        Samples.command(organization, Samples.spec(credential.id(), provider)), ENOUGH_TIME);
  }

  @Test
  void createsAnInactiveResourceUnderTheNameOfItsCredential() {
    givenActive(Tier.FREE);

    CreateOutcome outcome = create(Provider.AWS);

    NamedResource created =
        StoredPartition.read(store, organization, ENOUGH_TIME).resources().getFirst();
    assertThat(outcome)
        .isEqualTo(new Created(created.resource().id(), Samples.representation(created)));
    assertThat(created.credentialName()).isEqualTo(credential.name());
    assertThat(created.resource().spec()).isEqualTo(Samples.spec(credential));
    assertThat(created.resource().active()).isFalse();
    assertThat(created.resource().lastVerifiedAt()).isEmpty();
    assertThat(created.resource().createdAt()).isEqualTo(NOW);
    assertThat(created.resource().updatedAt()).isEqualTo(NOW);
  }

  @Test
  void refusesAnUnknownOrganization() {
    assertThat(create(Provider.AWS)).isEqualTo(new Missing(Refusal.ORGANIZATION_INACTIVE));
  }

  @Test
  void tellsReasonsInTheOrderOfTheContract() {
    given(Tier.FREE, OrganizationStatus.SUSPENDED, OptionalInt.of(0));
    assertThat(create(Provider.GCP)).isEqualTo(new Refused(Refusal.ORGANIZATION_INACTIVE));

    store.save(
        Samples.organization(
            organization, Tier.FREE, OrganizationStatus.ACTIVE, OptionalInt.of(0), 2));
    assertThat(create(Provider.GCP)).isEqualTo(new Missing(Refusal.CREDENTIAL_NOT_FOUND));

    store.save(credential);
    assertThat(create(Provider.GCP))
        .isEqualTo(new Invalid(Map.of("provider", "must be AWS, as that of the credential")));

    assertThat(create(Provider.AWS)).isEqualTo(new Refused(Refusal.limitReached(0, Tier.FREE)));
  }

  @Test
  void refusesTheFourthResourceOnFreeAndNoneOnPaid() {
    givenActive(Tier.FREE);
    for (int i = 0; i < 3; i++) {
      assertThat(create(Provider.AWS)).isInstanceOf(Created.class);
    }
    assertThat(create(Provider.AWS)).isEqualTo(new Refused(Refusal.limitReached(3, Tier.FREE)));

    store.save(
        Samples.organization(
            organization, Tier.PAID, OrganizationStatus.ACTIVE, OptionalInt.empty(), 2));
    assertThat(create(Provider.AWS)).isInstanceOf(Created.class);
  }

  @Test
  void doesNotTellAnotherOrganizationsCredentialFromOneThatDoesNotExist() {
    givenActive(Tier.FREE);
    Credential foreign = Samples.credential(Samples.organizationId(), Provider.AWS);
    store.save(foreign);

    assertThat(
            createResource.create(
                Samples.command(organization, Samples.spec(foreign)), ENOUGH_TIME))
        .isEqualTo(new Missing(Refusal.CREDENTIAL_NOT_FOUND));
  }

  @Test
  void answersByWhatTheStoreFoundWhenItWrote() {
    givenActive(Tier.FREE);
    var outcome =
        createResource(
                interrupted(between ->
                    between.save(
                        Samples.organization(
                            organization,
                            Tier.FREE,
                            OrganizationStatus.SUSPENDED,
                            OptionalInt.empty(),
                            2))))
            .create(Samples.command(organization, Samples.spec(credential)), ENOUGH_TIME);

    assertThat(outcome).isEqualTo(new Refused(Refusal.ORGANIZATION_INACTIVE));
    assertThat(StoredPartition.read(store, organization, ENOUGH_TIME).resources()).isEmpty();
  }

  @Test
  void answersByTheCredentialThatWasDeletedInBetween() {
    givenActive(Tier.FREE);
    var deleted =
        new Credential(organization, credential.id(), credential.name(), Provider.AWS, true, 2);
    var outcome =
        createResource(interrupted(between -> between.save(deleted)))
            .create(Samples.command(organization, Samples.spec(credential)), ENOUGH_TIME);

    assertThat(outcome).isEqualTo(new Missing(Refusal.CREDENTIAL_NOT_FOUND));
  }

  @Test
  void tellsTheNameThatTheCredentialGotInBetween() {
    givenActive(Tier.FREE);

    var outcome =
        createResource(interrupted(between -> between.save(renamed())))
            .create(Samples.command(organization, Samples.spec(credential)), ENOUGH_TIME);

    assertThat(((Created) outcome).representation()).contains("Renamed");
    assertThat(StoredPartition.read(store, organization, ENOUGH_TIME).resources()).hasSize(1);
  }

  @Test
  void readsNothingWhereTheCredentialIsKnown() {
    givenActive(Tier.PAID);
    CreateResource counted = createResource(counting());
    create(counted);
    assertThat(reads).isEqualTo(1);

    CreateOutcome outcome = create(counted);

    NamedResource created =
        StoredPartition.read(store, organization, ENOUGH_TIME).resources().getLast();
    assertThat(outcome)
        .isEqualTo(new Created(created.resource().id(), Samples.representation(created)));
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void readsAgainWhereWhatIsKnownIsNotSoAnyMore() {
    givenActive(Tier.PAID);
    CreateResource counted = createResource(counting());
    create(counted);
    store.save(renamed());

    CreateOutcome outcome = create(counted);

    assertThat(((Created) outcome).representation()).contains("Renamed");
    assertThat(reads).isEqualTo(2);
    create(counted);
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void writesInVainOnceOnlyForOneWhoIsAtTheLimit() {
    givenActive(Tier.FREE);
    CreateResource counted = createResource(counting());
    for (int i = 0; i < 3; i++) {
      create(counted);
    }
    assertThat(writes).isEqualTo(3);

    assertThat(create(counted)).isEqualTo(new Refused(Refusal.limitReached(3, Tier.FREE)));
    assertThat(create(counted)).isEqualTo(new Refused(Refusal.limitReached(3, Tier.FREE)));

    assertThat(writes).isEqualTo(4);
  }

  @Test
  void writesNothingWhereTheKnownCredentialIsOfAnotherProvider() {
    givenActive(Tier.PAID);
    CreateResource counted = createResource(counting());
    create(counted);
    ResourceSpec other = Samples.spec(credential.id(), Provider.GCP);

    assertThat(counted.create(Samples.command(organization, other), ENOUGH_TIME))
        .isNotInstanceOf(Created.class);

    assertThat(writes).isEqualTo(1);
  }

  private CreateOutcome create(CreateResource counted) {
    return counted.create(Samples.command(organization, Samples.spec(credential)), ENOUGH_TIME);
  }

  private Credential renamed() {
    return new Credential(organization, credential.id(), "Renamed", Provider.AWS, false, 2);
  }

  /** The store with counted calls. */
  private ResourceStore counting() {
    return new ResourceStore() {
      @Override
      public CreationContext contextOf(
          OrganizationId organization,
          CredentialId credential,
          Optional<IdempotencyKey> key,
          Deadline deadline) {
        reads++;
        return store.contextOf(organization, credential, key, deadline);
      }

      @Override
      public AddOutcome add(Creation creation, CreationContext before, Deadline deadline) {
        writes++;
        return store.add(creation, before, deadline);
      }
    };
  }

  @Test
  void doesNotGuessWhenTheStoreRefusesWithoutAReason() {
    givenActive(Tier.FREE);
    CreationContext allowed =
        store.contextOf(organization, credential.id(), Optional.empty(), ENOUGH_TIME);
    var refusing =
        new ResourceStore() {
          @Override
          public CreationContext contextOf(
              OrganizationId organization,
              CredentialId credential,
              Optional<IdempotencyKey> key,
              Deadline deadline) {
            return allowed;
          }

          @Override
          public AddOutcome add(Creation creation, CreationContext before, Deadline deadline) {
            return new AddOutcome.Refused(allowed);
          }
        };

    assertThatThrownBy(() ->
            createResource(refusing)
                .create(Samples.command(organization, Samples.spec(credential)), ENOUGH_TIME))
        .isInstanceOf(StoreUnavailableException.class);
  }

  /** The store with an action between read and write. */
  private ResourceStore interrupted(Consumer<InMemoryResourceStore> between) {
    return new ResourceStore() {
      @Override
      public CreationContext contextOf(
          OrganizationId organization,
          CredentialId credential,
          Optional<IdempotencyKey> key,
          Deadline deadline) {
        CreationContext context = store.contextOf(organization, credential, key, deadline);
        between.accept(store);
        return context;
      }

      @Override
      public AddOutcome add(Creation creation, CreationContext before, Deadline deadline) {
        return store.add(creation, before, deadline);
      }
    };
  }

  @Test
  void listsOnlyForAnActiveOrganization() {
    var listResources = new ListResources(store);
    List<NamedResource> listed = new ArrayList<>();
    assertThat(listResources.list(organization, ResourceFilter.NONE, ENOUGH_TIME, listed::add))
        .isEqualTo(new ListOutcome.Refused(Refusal.ORGANIZATION_INACTIVE));

    givenActive(Tier.FREE);
    create(Provider.AWS);
    assertThat(listResources.list(organization, ResourceFilter.NONE, ENOUGH_TIME, listed::add))
        .isEqualTo(new ListOutcome.Listed());
    assertThat(listed)
        .isEqualTo(StoredPartition.read(store, organization, ENOUGH_TIME).resources());

    store.save(
        Samples.organization(
            organization, Tier.FREE, OrganizationStatus.SUSPENDED, OptionalInt.empty(), 2));
    assertThat(listResources.list(organization, ResourceFilter.NONE, ENOUGH_TIME, listed::add))
        .isEqualTo(new ListOutcome.Refused(Refusal.ORGANIZATION_INACTIVE));
  }

  @Test
  void hasNoRegionOnAwsRefusedAsAFault() {
    ResourceSpec withRegion = Samples.spec(credential);

    assertThatThrownBy(() ->
            new ResourceSpec(
                withRegion.name(),
                withRegion.credentialId(),
                Provider.AWS,
                withRegion.type(),
                withRegion.identifier(),
                Optional.empty(),
                Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
