package io.entryguard.resources.create;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static io.entryguard.resources.testing.Samples.FREE_3;
import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entryguard.resources.create.RequestResult.KeyReused;
import io.entryguard.resources.create.RequestResult.Settled;
import io.entryguard.resources.create.RequestResult.SettledBefore;
import io.entryguard.resources.create.RequestResult.Waiting;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.idempotency.IdempotencyStore;
import io.entryguard.resources.idempotency.IdempotentRequest;
import io.entryguard.resources.idempotency.RequestFingerprint;
import io.entryguard.resources.idempotency.RequestOutcome;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.refusal.ErrorCode;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.ResourceIds;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.InMemoryResourceStore;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.StoredPartition;
import io.entryguard.resources.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RequestResourceTest {
  private static final boolean LAST_CHANCE = true;
  private static final boolean NOT_THE_LAST = false;
  private static final Duration LIFETIME = Duration.ofDays(30);
  private static final Refusal NONE_ALLOWED = Refusal.limitReached(0, Tier.FREE);

  private final InMemoryResourceStore store = new InMemoryResourceStore();
  private final TestClock clock = new TestClock(NOW);
  private final RequestResource requestResource = requestResource(store, store);
  private final OrganizationId organization = Samples.organizationId();
  private final Credential credential = Samples.credential(organization, Provider.AWS);
  private final ResourceSpec spec = Samples.spec(credential);
  private final IdempotentRequest request = asked("what is asked for");
  private final IdempotentRequest other = asked("something else, under the same key");

  private static IdempotentRequest asked(String fingerprint) {
    return new IdempotentRequest(
        new IdempotencyKey(IdempotencyKey.Origin.EVENT, "onboarding", "request-1"),
        new RequestFingerprint(fingerprint));
  }

  private RequestResource requestResource(ResourceStore resources, IdempotencyStore records) {
    var ids = new ResourceIds(clock, new Random(1));
    return new RequestResource(
        new CreateResource(resources, FREE_3, ids, Samples::representation, clock), records, clock);
  }

  private RequestResult request(IdempotentRequest asked, boolean lastChance) {
    return requestResource.request(organization, spec, asked, lastChance, ENOUGH_TIME);
  }

  private RequestResult request() {
    return request(request, NOT_THE_LAST);
  }

  private RequestResult refuse(IdempotentRequest asked) {
    return requestResource.refuse(organization, asked, NONE_ALLOWED, ENOUGH_TIME);
  }

  private void givenOrganization(OrganizationStatus status, OptionalInt maxResources, int version) {
    store.save(Samples.organization(organization, Tier.FREE, status, maxResources, version));
  }

  private void givenActive() {
    givenOrganization(OrganizationStatus.ACTIVE, OptionalInt.empty(), 1);
    store.save(credential);
  }

  /** Saves an organization with a limit of 0. */
  private void givenFull() {
    givenOrganization(OrganizationStatus.ACTIVE, OptionalInt.of(0), 1);
    store.save(credential);
  }

  private void giveRoom() {
    givenOrganization(OrganizationStatus.ACTIVE, OptionalInt.empty(), 2);
  }

  private void deleteOrganization() {
    store.save(Samples.deleted(Samples.organization(organization, Tier.FREE), 2));
  }

  private List<NamedResource> resources() {
    return StoredPartition.read(store, organization, ENOUGH_TIME).resources();
  }

  private Optional<IdempotencyRecord> kept() {
    return store.find(organization, request.key(), ENOUGH_TIME);
  }

  private IdempotencyRecord record(RequestOutcome outcome, Instant expiresAt) {
    return new IdempotencyRecord(request, outcome, expiresAt);
  }

  private RequestOutcome completed() {
    NamedResource created = resources().getFirst();
    return new RequestOutcome.Completed(created.resource().id(), Samples.representation(created));
  }

  private static RequestOutcome refused(Refusal refusal) {
    return new RequestOutcome.Refused(refusal);
  }

  @Test
  void createsTheResourceAndKeepsItsOutcome() {
    givenActive();

    assertThat(request()).isEqualTo(new Settled(completed()));
    assertThat(kept()).contains(record(completed(), NOW.plus(LIFETIME)));
  }

  @Test
  void createsOneResourceHoweverOftenTheRequestComes() {
    givenActive();
    request();

    assertThat(request()).isEqualTo(new SettledBefore(completed()));
    assertThat(resources()).hasSize(1);
  }

  @Test
  void tellsWhatWasCreatedAlsoAfterTheOrganizationWasDeleted() {
    givenActive();
    request();
    RequestOutcome created = completed();
    deleteOrganization();

    assertThat(request(request, NOT_THE_LAST)).isEqualTo(new SettledBefore(created));
  }

  @Test
  void tellsWhatWasCreatedAlsoAtTheLastChanceAfterTheOrganizationWasDeleted() {
    givenActive();
    request();
    RequestOutcome created = completed();
    deleteOrganization();

    assertThat(request(request, LAST_CHANCE)).isEqualTo(new SettledBefore(created));
  }

  @Test
  void keepsTheOutcomeOfTheRequestThatUsedTheKeyFirst() {
    givenActive();
    request();

    assertThat(request(other, NOT_THE_LAST)).isEqualTo(new KeyReused());
    assertThat(kept()).contains(record(completed(), NOW.plus(LIFETIME)));
    assertThat(resources()).hasSize(1);
  }

  @Test
  void tellsThatTheKeyIsReusedAlsoWhereTheOrganizationIsMissing() {
    givenActive();
    request();
    deleteOrganization();

    assertThat(request(other, NOT_THE_LAST)).isEqualTo(new KeyReused());
  }

  @Test
  void tellsThatTheKeyIsReusedAlsoByARequestThatWasRefused() {
    givenFull();
    request();
    giveRoom();

    assertThat(request(other, NOT_THE_LAST)).isEqualTo(new KeyReused());
    assertThat(resources()).isEmpty();
  }

  @Test
  void waitsForTheOrganization() {
    assertThat(request()).isEqualTo(new Waiting(Refusal.ORGANIZATION_INACTIVE));
    assertThat(kept()).isEmpty();
  }

  @Test
  void waitsForTheCredential() {
    givenOrganization(OrganizationStatus.ACTIVE, OptionalInt.empty(), 1);

    assertThat(request()).isEqualTo(new Waiting(Refusal.CREDENTIAL_NOT_FOUND));
    assertThat(kept()).isEmpty();
  }

  @Test
  void createsTheResourceOnceThereIsWhatItWaitedFor() {
    request();
    givenActive();

    assertThat(request()).isEqualTo(new Settled(completed()));
  }

  @Test
  void refusesAtTheLastChanceWhereTheOrganizationIsMissing() {
    assertThat(request(request, LAST_CHANCE))
        .isEqualTo(new Settled(refused(Refusal.ORGANIZATION_INACTIVE)));
    assertThat(kept()).contains(record(refused(Refusal.ORGANIZATION_INACTIVE), NOW.plus(LIFETIME)));
  }

  @Test
  void refusesAtTheLastChanceWhereTheCredentialIsMissing() {
    givenOrganization(OrganizationStatus.ACTIVE, OptionalInt.empty(), 1);

    assertThat(request(request, LAST_CHANCE))
        .isEqualTo(new Settled(refused(Refusal.CREDENTIAL_NOT_FOUND)));
    assertThat(kept()).contains(record(refused(Refusal.CREDENTIAL_NOT_FOUND), NOW.plus(LIFETIME)));
  }

  @Test
  void doesNotWaitForASuspendedOrganization() {
    givenOrganization(OrganizationStatus.SUSPENDED, OptionalInt.empty(), 1);
    store.save(credential);

    assertThat(request()).isEqualTo(new Settled(refused(Refusal.ORGANIZATION_INACTIVE)));
  }

  @Test
  void refusesTheResourceThatIsOneTooMany() {
    givenFull();

    assertThat(request()).isEqualTo(new Settled(refused(NONE_ALLOWED)));
    assertThat(kept()).contains(record(refused(NONE_ALLOWED), NOW.plus(LIFETIME)));
    assertThat(resources()).isEmpty();
  }

  @Test
  void refusesAProviderThatIsNotTheCredentials() {
    givenActive();
    ResourceSpec gcp = Samples.spec(credential.id(), Provider.GCP);
    var refusal =
        new Refusal(ErrorCode.VALIDATION_ERROR, "provider: must be AWS, as that of the credential");

    assertThat(requestResource.request(organization, gcp, request, NOT_THE_LAST, ENOUGH_TIME))
        .isEqualTo(new Settled(refused(refusal)));
    assertThat(kept()).contains(record(refused(refusal), NOW.plus(LIFETIME)));
  }

  @Test
  void staysWithARefusalWhoseReasonIsGone() {
    givenFull();
    request();
    giveRoom();

    assertThat(request()).isEqualTo(new SettledBefore(refused(NONE_ALLOWED)));
    assertThat(resources()).isEmpty();
  }

  @Test
  void keepsARefusalOnce() {
    givenFull();
    request();
    clock.pass(Duration.ofDays(1));
    request();

    assertThat(kept()).contains(record(refused(NONE_ALLOWED), NOW.plus(LIFETIME)));
  }

  @Test
  void keepsARefusalToTheSecond() {
    givenFull();
    clock.pass(Duration.ofMillis(999));
    request();

    assertThat(kept()).contains(record(refused(NONE_ALLOWED), NOW.plus(LIFETIME)));
  }

  @Test
  void staysWithARefusalUntilItsRecordExpires() {
    givenFull();
    request();
    giveRoom();
    clock.pass(LIFETIME.minusMillis(1));

    assertThat(request()).isEqualTo(new SettledBefore(refused(NONE_ALLOWED)));
  }

  @Test
  void decidesAnewWhereTheRecordHasExpired() {
    givenFull();
    request();
    giveRoom();
    clock.pass(LIFETIME);

    assertThat(request()).isEqualTo(new Settled(completed()));
  }

  @Test
  void waitsWhereTheRecordHasExpired() {
    givenActive();
    request();
    deleteOrganization();
    clock.pass(LIFETIME);

    assertThat(request()).isEqualTo(new Waiting(Refusal.ORGANIZATION_INACTIVE));
  }

  @Test
  void refusesWhatItIsToldToRefuse() {
    assertThat(refuse(request)).isEqualTo(new Settled(refused(NONE_ALLOWED)));
    assertThat(kept()).contains(record(refused(NONE_ALLOWED), NOW.plus(LIFETIME)));
  }

  @Test
  void doesNotRefuseWhatWasGranted() {
    givenActive();
    request();

    assertThat(refuse(request)).isEqualTo(new SettledBefore(completed()));
  }

  @Test
  void doesNotRefuseUnderAKeyThatAnotherRequestHas() {
    givenActive();
    request();

    assertThat(refuse(other)).isEqualTo(new KeyReused());
  }

  private static final class Unavailable implements ResourceStore, IdempotencyStore {
    private static StoreUnavailableException unavailable() {
      return new StoreUnavailableException("the store is out of reach");
    }

    @Override
    public CreationContext contextOf(
        OrganizationId organization,
        CredentialId credential,
        Optional<IdempotencyKey> key,
        Deadline deadline) {
      throw unavailable();
    }

    @Override
    public AddOutcome add(Creation creation, CreationContext before, Deadline deadline) {
      throw unavailable();
    }

    @Override
    public Optional<IdempotencyRecord> find(
        OrganizationId organization, IdempotencyKey key, Deadline deadline) {
      throw unavailable();
    }

    @Override
    public Optional<IdempotencyRecord> keep(
        OrganizationId organization, IdempotencyRecord record, Instant now, Deadline deadline) {
      throw unavailable();
    }
  }

  private void assertUnavailable(
      ResourceStore resources, IdempotencyStore records, boolean lastChance) {
    RequestResource onThese = requestResource(resources, records);

    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> onThese.request(organization, spec, request, lastChance, ENOUGH_TIME));
    assertThat(kept()).isEmpty();
  }

  @Test
  void decidesNothingWhileResourcesCannotBeStored() {
    givenActive();

    assertUnavailable(new Unavailable(), store, LAST_CHANCE);
  }

  @Test
  void doesNotWaitWhereItCannotBeSeenWhetherTheRequestWasDecided() {
    assertUnavailable(store, new Unavailable(), NOT_THE_LAST);
  }

  @Test
  void doesNotRefuseWhatCannotBeKept() {
    assertUnavailable(store, new Unavailable(), LAST_CHANCE);
  }
}
