package io.entryguard.resources.create;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static io.entryguard.resources.testing.Samples.FREE_3;
import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.create.CreateOutcome.Created;
import io.entryguard.resources.create.CreateOutcome.Invalid;
import io.entryguard.resources.create.CreateOutcome.KeyReused;
import io.entryguard.resources.create.CreateOutcome.Missing;
import io.entryguard.resources.create.CreateOutcome.Refused;
import io.entryguard.resources.create.CreateOutcome.Replayed;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.idempotency.IdempotentRequest;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.testing.InMemoryResourceStore;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.StoredPartition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Creates that are sent with an idempotency key. */
final class KeyedCreateTest {
  private final InMemoryResourceStore store = new InMemoryResourceStore();
  private final OrganizationId organization = Samples.organizationId();
  private final Credential credential = Samples.credential(organization, Provider.AWS);
  private final ResourceSpec spec = Samples.spec(credential);
  private final ResourceIds ids = new ResourceIds(() -> NOW, new Random(1));
  private Instant now = NOW;

  @BeforeEach
  void saveAccount() {
    store.save(Samples.organization(organization, Tier.FREE));
    store.save(credential);
  }

  private CreateOutcome create(ResourceStore on, ResourceSpec what, String key) {
    return new CreateResource(on, FREE_3, ids, Samples::representation, () -> now)
        .create(Samples.command(organization, what, key), ENOUGH_TIME);
  }

  private CreateOutcome create(String key) {
    return create(store, spec, key);
  }

  private Created created(String key) {
    return (Created) create(key);
  }

  private static Replayed again(Created created) {
    return new Replayed(created.id(), created.representation());
  }

  private void save(OrganizationStatus status, OptionalInt maxResources, long version) {
    store.save(Samples.organization(organization, Tier.FREE, status, maxResources, version));
  }

  private void deleteCredential() {
    store.save(new Credential(organization, credential.id(), "Deleted", Provider.AWS, true, 2));
  }

  private CredentialId gcpCredential() {
    Credential gcp = Samples.credential(organization, Provider.GCP);
    store.save(gcp);
    return gcp.id();
  }

  private int count() {
    return StoredPartition.read(store, organization, ENOUGH_TIME).resources().size();
  }

  @Test
  void areAnsweredAsBeforeWhenTheyAreSentAgain() {
    Created first = created("key-1");

    assertThat(create("key-1")).isEqualTo(again(first));
    assertThat(create("key-1")).isEqualTo(again(first));
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void areAnsweredAsBeforeToTheByteWhateverHasChangedSince() {
    Created first = created("key-1");
    store.save(new Credential(organization, credential.id(), "Renamed", Provider.AWS, false, 2));
    now = NOW.plusSeconds(60);

    assertThat(create("key-1")).isEqualTo(again(first));
  }

  @Test
  void areAnsweredAsBeforeAlsoWhenTheOrganizationIsFull() {
    Created first = created("key-1");
    created("key-2");
    created("key-3");

    assertThat(create("key-1")).isEqualTo(again(first));
    assertThat(create("key-4")).isEqualTo(new Refused(Refusal.limitReached(3, Tier.FREE)));
  }

  @Test
  void areAnsweredAsBeforeAlsoWhenTheCredentialIsGone() {
    Created first = created("key-1");
    deleteCredential();

    assertThat(create("key-1")).isEqualTo(again(first));
    assertThat(create("key-2")).isEqualTo(new Missing(Refusal.CREDENTIAL_NOT_FOUND));
  }

  @Test
  void areRefusedToAnOrganizationThatIsSuspended() {
    created("key-1");
    save(OrganizationStatus.SUSPENDED, OptionalInt.empty(), 2);

    assertThat(create("key-1")).isEqualTo(new Refused(Refusal.ORGANIZATION_INACTIVE));
  }

  @Test
  void areRefusedUnderAKeyThatAnotherRequestHasAlsoOneThatCouldNotBeGranted() {
    created("key-1");

    assertThat(create(store, Samples.spec(gcpCredential(), Provider.GCP), "key-1"))
        .isEqualTo(new KeyReused());
    assertThat(create(store, Samples.spec(credential.id(), Provider.GCP), "key-1"))
        .isEqualTo(new KeyReused());
    assertThat(create(store, Samples.spec(credential.id(), Provider.GCP), "key-2"))
        .isEqualTo(new Invalid(Map.of("provider", "must be AWS, as that of the credential")));
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void areTheirCallersOwn() {
    Created first = created("key-1");
    var theirs =
        new IdempotentRequest(
            new IdempotencyKey(IdempotencyKey.Origin.USER, "user-2", "key-1"),
            Samples.keyed(spec, "key-1").fingerprint());

    CreateOutcome other =
        new CreateResource(store, FREE_3, ids, Samples::representation, () -> NOW)
            .create(new CreateCommand(organization, spec, Optional.of(theirs)), ENOUGH_TIME);

    assertThat(other).isInstanceOf(Created.class).isNotEqualTo(first);
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void areNewAgainWhenTheDayOfTheirKeyIsOver() {
    Created first = created("key-1");

    now = NOW.plus(Duration.ofHours(24)).minusMillis(1);
    assertThat(create("key-1")).isEqualTo(again(first));

    now = NOW.plus(Duration.ofHours(24));
    assertThat(create("key-1")).isInstanceOf(Created.class);
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void runAgainAfterARefusal() {
    save(OrganizationStatus.ACTIVE, OptionalInt.of(0), 2);
    assertThat(create("key-1")).isEqualTo(new Refused(Refusal.limitReached(0, Tier.FREE)));

    save(OrganizationStatus.ACTIVE, OptionalInt.of(1), 3);
    assertThat(create("key-1")).isInstanceOf(Created.class);
  }

  @Test
  void areAnsweredWithTheirFirstTryThatWasFasterThanTheirTransaction() {
    List<Created> firstTry = new ArrayList<>();
    var interrupted =
        new WatchedStore() {
          @Override
          public AddOutcome add(Creation creation, CreationContext before, Deadline deadline) {
            firstTry.add(created("key-1"));
            return super.add(creation, before, deadline);
          }
        };

    assertThat(create(interrupted, spec, "key-1")).isEqualTo(again(firstTry.getFirst()));
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void areRefusedWhenAnotherRequestUnderTheirKeyWasFasterThanTheirTransaction() {
    var interrupted =
        new WatchedStore() {
          @Override
          public AddOutcome add(Creation creation, CreationContext before, Deadline deadline) {
            created("key-1");
            return super.add(creation, before, deadline);
          }
        };

    assertThat(create(interrupted, Samples.spec(gcpCredential(), Provider.GCP), "key-1"))
        .isEqualTo(new KeyReused());
    assertThat(count()).isEqualTo(1);
  }

  /** DynamoDB's batches are not atomic: items can be read at different times. */
  @Test
  void areAnsweredWithTheirFirstTryThatTookTheLastPlaceWhileTheyWereReading() {
    save(OrganizationStatus.ACTIVE, OptionalInt.of(1), 2);
    List<Created> firstTry = new ArrayList<>();
    var torn =
        new WatchedStore() {
          @Override
          CreationContext firstReading(CreationContext before) {
            firstTry.add(created("key-1"));
            return new CreationContext(
                context().organization(), before.credential(), before.previous());
          }
        };

    assertThat(create(torn, spec, "key-1")).isEqualTo(again(firstTry.getFirst()));
    assertThat(torn.readings).isEqualTo(2);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void areAnsweredWithTheirFirstTryWhoseCredentialWasDeletedWhileTheyWereReading() {
    List<Created> firstTry = new ArrayList<>();
    var torn =
        new WatchedStore() {
          @Override
          CreationContext firstReading(CreationContext before) {
            firstTry.add(created("key-1"));
            deleteCredential();
            return new CreationContext(
                before.organization(), context().credential(), before.previous());
          }
        };

    assertThat(create(torn, spec, "key-1")).isEqualTo(again(firstTry.getFirst()));
    assertThat(torn.readings).isEqualTo(2);
  }

  @Test
  void areAnsweredWithTheirFirstTryWhoseCredentialChangedWhileTheyWereReading() {
    List<Created> firstTry = new ArrayList<>();
    var torn =
        new WatchedStore() {
          @Override
          CreationContext firstReading(CreationContext before) {
            firstTry.add(created("key-1"));
            store.save(
                new Credential(organization, credential.id(), "Moved", Provider.GCP, false, 2));
            return new CreationContext(
                before.organization(), context().credential(), before.previous());
          }
        };

    assertThat(create(torn, spec, "key-1")).isEqualTo(again(firstTry.getFirst()));
    assertThat(torn.readings).isEqualTo(2);
  }

  @Test
  void areReadOnceIfNothingStandsAgainstThemOrNothingCanHideAReplay() {
    var watched = new WatchedStore();
    create(watched, spec, "key-1");
    assertThat(watched.readings).isEqualTo(1);

    create(watched, spec, "key-1");
    assertThat(watched.readings).isEqualTo(2);

    save(OrganizationStatus.SUSPENDED, OptionalInt.empty(), 2);
    create(watched, spec, "key-1");
    assertThat(watched.readings).isEqualTo(3);
  }

  @Test
  void areReadOnceWithoutAKeyWhateverStandsAgainstThem() {
    save(OrganizationStatus.ACTIVE, OptionalInt.of(0), 2);
    var watched = new WatchedStore();

    new CreateResource(watched, FREE_3, ids, Samples::representation, () -> NOW)
        .create(Samples.command(organization, spec), ENOUGH_TIME);

    assertThat(watched.readings).isEqualTo(1);
  }

  /** The store with actions during its calls. */
  private class WatchedStore implements ResourceStore {
    int readings;

    CreationContext firstReading(CreationContext before) {
      return before;
    }

    CreationContext context() {
      return store.contextOf(organization, credential.id(), Optional.empty(), ENOUGH_TIME);
    }

    @Override
    public CreationContext contextOf(
        OrganizationId id, CredentialId ofCredential, Optional<IdempotencyKey> key, Deadline time) {
      CreationContext context = store.contextOf(id, ofCredential, key, time);
      readings++;
      return readings == 1 ? firstReading(context) : context;
    }

    @Override
    public AddOutcome add(Creation creation, CreationContext before, Deadline deadline) {
      return store.add(creation, before, deadline);
    }
  }
}
