package io.entryguard.resources.update;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entryguard.resources.change.PendingEvent;
import io.entryguard.resources.change.Removal;
import io.entryguard.resources.change.RemoveOutcome;
import io.entryguard.resources.change.ResourceChanges;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.CloudRegion;
import io.entryguard.resources.resource.EntityTag;
import io.entryguard.resources.resource.NamedResource;
import io.entryguard.resources.resource.Precondition;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceConfig;
import io.entryguard.resources.resource.ResourceIdentifier;
import io.entryguard.resources.resource.ResourceName;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.Lifecycle;
import io.entryguard.resources.testing.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class UpdateResourceTest {
  private static final int SECONDS_LATER = 3_600;
  private static final Instant LATER = Samples.NOW.plusSeconds(SECONDS_LATER);

  private final Lifecycle life = new Lifecycle();

  private UpdateOutcome update(ResourcePatch patch, Precondition precondition) {
    return update(life.store, patch, precondition);
  }

  private UpdateOutcome update(
      ResourceChanges changes, ResourcePatch patch, Precondition precondition) {
    return new UpdateResource(life.store, changes, life.representation, () -> LATER, new Random(1))
        .update(new UpdateCommand(life.organization, life.id, patch, precondition), ENOUGH_TIME);
  }

  private UpdateOutcome update(ResourcePatch patch) {
    return update(patch, Precondition.NONE);
  }

  private static ResourcePatch named(String name) {
    return new ResourcePatch(
        Optional.of(new ResourceName(name)),
        Optional.empty(),
        Optional.empty(),
        new PatchedValue.Absent<>(),
        Optional.empty(),
        new PatchedValue.Absent<>());
  }

  private static ResourcePatch enabled(boolean enabled) {
    return new ResourcePatch(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new PatchedValue.Absent<>(),
        Optional.of(enabled),
        new PatchedValue.Absent<>());
  }

  private static ResourcePatch credential(CredentialId id) {
    return new ResourcePatch(
        Optional.empty(),
        Optional.empty(),
        Optional.of(id),
        new PatchedValue.Absent<>(),
        Optional.empty(),
        new PatchedValue.Absent<>());
  }

  private static ResourcePatch region(PatchedValue<CloudRegion> region) {
    return new ResourcePatch(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        region,
        Optional.empty(),
        new PatchedValue.Absent<>());
  }

  private static ResourcePatch config(PatchedValue<ResourceConfig> config) {
    return new ResourcePatch(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new PatchedValue.Absent<>(),
        Optional.empty(),
        config);
  }

  private static ResourcePatch identifier(String identifier) {
    return new ResourcePatch(
        Optional.empty(),
        Optional.of(new ResourceIdentifier(identifier)),
        Optional.empty(),
        new PatchedValue.Absent<>(),
        Optional.empty(),
        new PatchedValue.Absent<>());
  }

  private List<String> announced() {
    return life.stored()
        .pendingEvent()
        .map(pendingEvent -> ((PendingEvent.Updated) pendingEvent).members())
        .orElse(List.of());
  }

  @Test
  void changesWhatThePatchNamesAndNothingElse() {
    assertThat(update(named("Renamed"))).isEqualTo(new UpdateOutcome.Updated(life.shown()));

    Resource after = life.stored().resource();
    assertThat(after.spec().name()).isEqualTo(new ResourceName("Renamed"));
    assertThat(after.spec().config()).isEqualTo(life.resource.spec().config());
    assertThat(after.createdAt()).isEqualTo(Samples.NOW);
    assertThat(after.updatedAt()).isEqualTo(LATER);
    assertThat(life.stored().revision()).isEqualTo(1);
    assertThat(announced()).containsExactly("name");
  }

  @Test
  void replacesAndClearsConfigAsAWhole() {
    update(config(new PatchedValue.Value<>(new ResourceConfig("{\"port\": 22}"))));
    assertThat(life.stored().resource().spec().config())
        .contains(new ResourceConfig("{\"port\": 22}"));

    update(config(new PatchedValue.Cleared<>()));
    assertThat(life.stored().resource().spec().config()).isEmpty();
    assertThat(announced()).containsExactly("config");
  }

  @Test
  void writesNothingWhereNothingIsNew() {
    StoredResource before = life.stored();
    var unchanged = new UpdateOutcome.Unchanged(life.shown());

    assertThat(update(ResourcePatch.NONE)).isEqualTo(unchanged);
    assertThat(update(named(life.resource.spec().name().value()))).isEqualTo(unchanged);
    assertThat(update(enabled(true))).isEqualTo(unchanged);
    assertThat(update(credential(life.credential.id()))).isEqualTo(unchanged);
    assertThat(update(ResourcePatch.NONE, currentTag())).isEqualTo(unchanged);

    assertThat(life.stored()).isEqualTo(before);
  }

  @Test
  void doesNotTakeUpdatedAtBack() {
    life.verify(true, 7_200, 1);

    update(named("Renamed"));

    assertThat(life.stored().resource().updatedAt()).isEqualTo(Samples.NOW.plusSeconds(7_200));
  }

  private Precondition currentTag() {
    return new Precondition.OneOf(Set.of(EntityTag.of("another"), EntityTag.of(life.shown())));
  }

  @Test
  void changesTheStateThatTheCallerNamesAndNoOther() {
    Precondition before = currentTag();

    assertThat(update(named("First"), before)).isInstanceOf(UpdateOutcome.Updated.class);
    assertThat(update(named("Second"), before))
        .isEqualTo(new UpdateOutcome.Refused(Refusal.PRECONDITION_FAILED));
    assertThat(update(ResourcePatch.NONE, before))
        .isEqualTo(new UpdateOutcome.Refused(Refusal.PRECONDITION_FAILED));
    assertThat(update(named("Third"), new Precondition.Any()))
        .isInstanceOf(UpdateOutcome.Updated.class);

    assertThat(life.stored().resource().spec().name()).isEqualTo(new ResourceName("Third"));
  }

  @Test
  void takesARenamedCredentialForAnotherState() {
    Precondition before = currentTag();
    life.rename("Renamed");

    assertThat(update(named("First"), before))
        .isEqualTo(new UpdateOutcome.Refused(Refusal.PRECONDITION_FAILED));
  }

  @Test
  void seesSessionsAsNoOtherState() {
    Precondition before = currentTag();
    life.use(1, 1);

    assertThat(update(named("First"), before)).isInstanceOf(UpdateOutcome.Updated.class);
    assertThat(life.stored().sessions().count()).isEqualTo(1);
  }

  @Test
  void refusesInOneOrder() {
    Precondition other = new Precondition.OneOf(Set.of(EntityTag.of("another")));
    ResourcePatch wrong = credential(new CredentialId(UUID.randomUUID()));

    assertThat(update(wrong, other))
        .isEqualTo(new UpdateOutcome.Refused(Refusal.PRECONDITION_FAILED));
    assertThat(update(wrong)).isEqualTo(new UpdateOutcome.Refused(Refusal.CREDENTIAL_NOT_FOUND));
    life.store.remove(
        new Removal(life.organization, life.id, OptionalLong.empty(), false), ENOUGH_TIME);
    assertThat(update(wrong, other))
        .isEqualTo(new UpdateOutcome.Refused(Refusal.resourceNotFound(life.id)));
    life.suspend();
    assertThat(update(wrong, other))
        .isEqualTo(new UpdateOutcome.Refused(Refusal.ORGANIZATION_INACTIVE));
  }

  @Test
  void takesNoRegionFromWhereOneIsNeeded() {
    assertThat(update(region(new PatchedValue.Cleared<>())))
        .isInstanceOfSatisfying(
            UpdateOutcome.Invalid.class,
            invalid -> assertThat(invalid.validationErrors()).containsOnlyKeys("region"));
  }

  @Test
  void changesToACredentialOfTheSameProviderAlone() {
    Credential aws = Samples.credential(life.organization, Provider.AWS);
    Credential gcp = Samples.credential(life.organization, Provider.GCP);
    Credential foreign = Samples.credential(Samples.organizationId(), Provider.AWS);
    life.store.save(aws);
    life.store.save(gcp);
    life.store.save(foreign);

    assertThat(update(credential(gcp.id())))
        .isEqualTo(
            new UpdateOutcome.Invalid(
                Map.of("credentialId", "must be of a credential for AWS, as the resource is")));
    assertThat(update(credential(foreign.id())))
        .isEqualTo(new UpdateOutcome.Refused(Refusal.CREDENTIAL_NOT_FOUND));
    assertThat(life.stored().revision()).isZero();
    assertThat(update(credential(aws.id())))
        .isEqualTo(
            new UpdateOutcome.Updated(
                Samples.representation(new NamedResource(life.stored().resource(), aws.name()))));
  }

  @Test
  void comparesTheTagWithWhatIsThereAndNotWithTheNewCredential() {
    var other =
        new Credential(
            life.organization,
            new CredentialId(UUID.randomUUID()),
            "Another Account",
            Provider.AWS,
            false,
            1);
    life.store.save(other);

    assertThat(update(credential(other.id()), currentTag()))
        .isEqualTo(
            new UpdateOutcome.Updated(
                Samples.representation(
                    new NamedResource(life.stored().resource(), "Another Account"))));
  }

  @Test
  void makesWhatIsVerifiedAnewUnverifiedUntilTheNextSuccess() {
    Credential other = Samples.credential(life.organization, Provider.AWS);
    life.store.save(other);
    long version = 1;
    for (ResourcePatch patch :
        List.of(
            identifier("sg-9xyz789ghi012"),
            credential(other.id()),
            region(new PatchedValue.Value<>(new CloudRegion("us-east-1"))))) {
      life.verify(true, SECONDS_LATER + (int) version, version);
      assertThat(life.stored().resource().active()).isTrue();

      update(patch);

      assertThat(life.stored().resource().active()).isFalse();
      assertThat(life.stored().resource().lastVerifiedAt()).contains(LATER.plusSeconds(version));
      // Known already: it is not the next one.
      life.verify(true, SECONDS_LATER + (int) version, version);
      assertThat(life.stored().resource().active()).isFalse();
      version++;
      life.verify(false, SECONDS_LATER + (int) version, version);
      assertThat(life.stored().resource().active()).isFalse();
      version++;
    }
    life.verify(true, SECONDS_LATER + (int) version, version);
    assertThat(life.stored().resource().active()).isTrue();
  }

  /** It would otherwise activate a target that nobody has verified. */
  @Test
  void learnsNothingOfTheNewTargetFromAVerificationOfBefore() {
    life.verify(true, 1, 1);
    update(identifier("sg-9xyz789ghi012"));

    life.verify(true, SECONDS_LATER - 1, 2);

    assertThat(life.stored().resource().active()).isFalse();
    assertThat(life.stored().resource().lastVerifiedAt()).contains(LATER.minusSeconds(1));
    life.verify(true, SECONDS_LATER, 3);
    assertThat(life.stored().resource().active()).isTrue();
  }

  @Test
  void leavesAResourceVerifiedWhoseNameOrConfigChanges() {
    life.verify(true, 1, 1);

    update(named("Renamed"));
    update(config(new PatchedValue.Cleared<>()));

    assertThat(life.stored().resource().active()).isTrue();
  }

  @Test
  void switchesAResourceOffWhateverVerificationsSay() {
    life.verify(true, 1, 1);

    update(enabled(false));
    assertThat(life.stored().resource().active()).isFalse();
    assertThat(announced()).containsExactly("isActive");
    life.verify(true, 2, 2);
    assertThat(life.stored().resource().active()).isFalse();
    assertThat(life.stored().resource().lastVerifiedAt()).contains(Samples.NOW.plusSeconds(2));

    update(enabled(true));
    assertThat(life.stored().resource().active()).isTrue();
  }

  @Test
  void switchesNothingOnThatIsNotVerified() {
    update(enabled(false));

    assertThat(update(enabled(true))).isInstanceOf(UpdateOutcome.Updated.class);

    assertThat(life.stored().resource().active()).isFalse();
  }

  /** Somebody else changes the resource between a caller's read and write, as often as this. */
  private final class Busy implements ResourceChanges {
    private final Runnable change;
    private int others;

    Busy(int others, Runnable change) {
      this.others = others;
      this.change = change;
    }

    @Override
    public boolean replace(
        OrganizationId organization,
        StoredResource before,
        StoredResource after,
        Optional<Credential> credential,
        Deadline deadline) {
      if (others > 0) {
        others--;
        change.run();
      }
      return life.store.replace(organization, before, after, credential, deadline);
    }

    @Override
    public RemoveOutcome remove(Removal removal, Deadline deadline) {
      throw new AssertionError("nothing is removed here");
    }
  }

  @Test
  void readsAgainWhenOthersWereFaster() {
    var busy = new Busy(1, () -> update(config(new PatchedValue.Cleared<>())));

    assertThat(update(busy, named("Renamed"), Precondition.NONE))
        .isEqualTo(new UpdateOutcome.Updated(life.shown()));

    assertThat(life.stored().resource().spec().config()).isEmpty();
    assertThat(life.stored().resource().spec().name()).isEqualTo(new ResourceName("Renamed"));
  }

  @Test
  void losesNoUpdateOfOthersThatWereFaster() {
    var busy = new Busy(1, () -> update(config(new PatchedValue.Cleared<>())));

    assertThat(update(busy, named("Renamed"), currentTag()))
        .isEqualTo(new UpdateOutcome.Refused(Refusal.PRECONDITION_FAILED));
  }

  @Test
  void givesUpWhereOthersAreAlwaysFaster() {
    int[] sessions = {0};
    var busy = new Busy(100, () -> life.use(1, ++sessions[0]));

    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> update(busy, named("Renamed"), currentTag()));
    assertThat(sessions[0]).isEqualTo(10);
  }
}
