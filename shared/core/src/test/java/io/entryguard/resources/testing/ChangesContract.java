package io.entryguard.resources.testing;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.change.ActiveSessions;
import io.entryguard.resources.change.ApplyReport;
import io.entryguard.resources.change.PendingEvent;
import io.entryguard.resources.change.Removal;
import io.entryguard.resources.change.RemoveOutcome;
import io.entryguard.resources.change.ReportOutcome;
import io.entryguard.resources.change.ResourceContext;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.change.VerificationRequest;
import io.entryguard.resources.create.AddOutcome;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.CloudRegion;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.resource.ResourceIdentifier;
import io.entryguard.resources.resource.ResourceName;
import io.entryguard.resources.resource.ResourceSpec;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store does to a resource that is there. */
public abstract class ChangesContract extends StoreContract {
  private static final String CHANGE_ID = "0".repeat(64);

  public ChangesContract(ResourceStores stores) {
    super(stores);
  }

  private StoredResource added() {
    Resource resource = Samples.resource(Samples.spec(credential));
    assertThat(add(resource)).isEqualTo(new AddOutcome.Added());
    return StoredResource.created(resource);
  }

  private Optional<StoredResource> stored(StoredResource of) {
    return reader.find(organization, of.resource().id(), ENOUGH_TIME);
  }

  private boolean replace(StoredResource before, StoredResource after) {
    return changes.replace(organization, before, after, Optional.empty(), ENOUGH_TIME);
  }

  private static StoredResource renamed(StoredResource before, String name) {
    ResourceSpec known = before.resource().spec();
    return changed(
        before,
        new ResourceSpec(
            new ResourceName(name),
            known.credentialId(),
            known.provider(),
            known.type(),
            known.identifier(),
            known.region(),
            known.config()));
  }

  private static StoredResource changed(StoredResource before, ResourceSpec spec) {
    return before.with(
        spec,
        before.disabled(),
        Samples.NOW.plusSeconds(60),
        new PendingEvent.Updated(CHANGE_ID, before.changedMembers(spec, before.disabled())));
  }

  private static ResourceSpec of(CredentialId credential, ResourceSpec known) {
    return new ResourceSpec(
        known.name(),
        credential,
        known.provider(),
        known.type(),
        known.identifier(),
        known.region(),
        known.config());
  }

  @Test
  public void readsAResourceWithItsOrganization() {
    given(Tier.FREE);
    StoredResource first = added();

    ResourceContext context =
        reader.read(organization, first.resource().id(), Optional.empty(), ENOUGH_TIME);

    assertThat(context.resource()).contains(first);
    assertThat(context.organization().orElseThrow().resourceCount()).isEqualTo(1);
    assertThat(context.credential()).isEmpty();
    assertThat(stored(first)).contains(first);
  }

  @Test
  public void readsACredentialBesideThem() {
    given(Tier.FREE);
    ResourceId nowhere = new ResourceId(UUID.randomUUID());

    ResourceContext context =
        reader.read(organization, nowhere, Optional.of(credential.id()), ENOUGH_TIME);

    assertThat(context.resource()).isEmpty();
    assertThat(context.credential()).contains(credential);
  }

  @Test
  public void readsNoDeletedCredentialButItsName() {
    given(Tier.FREE);
    accounts.save(deletedCredential(credential));
    ResourceId nowhere = new ResourceId(UUID.randomUUID());

    assertThat(
            reader
                .read(organization, nowhere, Optional.of(credential.id()), ENOUGH_TIME)
                .credential())
        .isEmpty();
    assertThat(reader.credentialName(organization, credential.id(), ENOUGH_TIME))
        .contains(credential.name());
    assertThat(reader.credentialName(organization, CredentialId.NIL, ENOUGH_TIME)).isEmpty();
  }

  private static Credential deletedCredential(Credential credential) {
    return new Credential(
        credential.organization(),
        credential.id(),
        credential.name(),
        credential.provider(),
        true,
        credential.version() + 1);
  }

  @Test
  public void readsNothingOfAnotherOrganization() {
    given(Tier.FREE);
    StoredResource resource = added();
    OrganizationId other = Samples.organizationId();

    ResourceContext context =
        reader.read(other, resource.resource().id(), Optional.of(credential.id()), ENOUGH_TIME);

    assertThat(context)
        .isEqualTo(new ResourceContext(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  public void givesBackEverythingThatWasReplaced() {
    given(Tier.FREE);
    StoredResource before = added();
    ResourceSpec known = before.resource().spec();
    var spec =
        new ResourceSpec(
            new ResourceName("Renamed"),
            known.credentialId(),
            known.provider(),
            known.type(),
            new ResourceIdentifier("sg-9xyz789ghi012"),
            Optional.of(new CloudRegion("us-east-1")),
            Optional.empty());
    StoredResource after =
        before
            .with(new Verification(true, Samples.NOW.plusSeconds(5), 3))
            .with(new ActiveSessions(2, 7))
            .with(
                spec,
                true,
                Samples.NOW.plusSeconds(60),
                new PendingEvent.Updated(CHANGE_ID, before.changedMembers(spec, true)));

    // As one change.
    assertThat(replace(before, Samples.atRevision(after, 1))).isTrue();

    assertThat(stored(before)).contains(Samples.atRevision(after, 1));
    assertThat(resources()).containsExactly(after.resource());
  }

  @Test
  public void replacesOnlyTheRevisionThatWasSeen() {
    given(Tier.FREE);
    StoredResource before = added();
    StoredResource first = renamed(before, "First");

    assertThat(replace(before, first)).isTrue();
    assertThat(
            replace(
                before,
                before.with(Samples.NOW, new PendingEvent.VerificationRequested("1".repeat(64)))))
        .isFalse();

    assertThat(stored(before)).contains(first);
  }

  @Test
  public void removesThePendingEventWithTheNextWrite() {
    given(Tier.FREE);
    StoredResource before = added();
    StoredResource requested =
        before.with(Samples.NOW, new PendingEvent.VerificationRequested(CHANGE_ID));
    assertThat(replace(before, requested)).isTrue();

    StoredResource after = requested.with(new ActiveSessions(1, 1));
    assertThat(replace(requested, after)).isTrue();

    assertThat(stored(before)).contains(after);
    assertThat(after.pendingEvent()).isEmpty();
    assertThat(after.requested()).contains(new VerificationRequest(Samples.NOW, 0));
  }

  @Test
  public void doesNotBringAResourceBack() {
    given(Tier.FREE);
    StoredResource before = added();
    remove(before.resource().id());

    assertThat(replace(before, renamed(before, "Back"))).isFalse();
    assertThat(report(before, new ActiveSessions(1, 1))).isEqualTo(ReportOutcome.RESOURCE_GONE);

    assertThat(stored(before)).isEmpty();
    assertThat(count()).isZero();
  }

  @Test
  public void changesTheCredentialOnlyToOneThatIsThereAsSeen() {
    given(Tier.FREE);
    StoredResource before = added();
    Credential other = Samples.credential(organization, Provider.AWS);
    StoredResource after = changed(before, of(other.id(), before.resource().spec()));

    assertThat(replaceWith(other, before, after)).isFalse();
    accounts.save(other);
    assertThat(replaceWith(called(other, "Renamed"), before, after)).isFalse();
    assertThat(stored(before)).contains(before);
    assertThat(replaceWith(other, before, after)).isTrue();

    assertThat(stored(before)).contains(after);
  }

  @Test
  public void doesNotChangeTheCredentialToADeletedOne() {
    given(Tier.FREE);
    StoredResource before = added();
    Credential other = Samples.credential(organization, Provider.AWS);
    accounts.save(deletedCredential(other));

    assertThat(
            replaceWith(other, before, changed(before, of(other.id(), before.resource().spec()))))
        .isFalse();
    assertThat(stored(before)).contains(before);
  }

  private static Credential called(Credential credential, String name) {
    return new Credential(
        credential.organization(),
        credential.id(),
        name,
        credential.provider(),
        false,
        credential.version());
  }

  private boolean replaceWith(Credential other, StoredResource before, StoredResource after) {
    return changes.replace(organization, before, after, Optional.of(other), ENOUGH_TIME);
  }

  private ReportOutcome report(StoredResource of, ActiveSessions sessions) {
    return new ApplyReport(reader, changes)
        .apply(organization, of.resource().id(), sessions, ENOUGH_TIME);
  }

  private RemoveOutcome remove(StoredResource of, OptionalLong revision, boolean isFinal) {
    return changes.remove(
        new Removal(organization, of.resource().id(), revision, isFinal), ENOUGH_TIME);
  }

  @Test
  public void takesTheNewestNumberOfSessions() {
    given(Tier.FREE);
    StoredResource resource = added();

    assertThat(report(resource, new ActiveSessions(3, 2))).isEqualTo(ReportOutcome.APPLIED);
    assertThat(report(resource, new ActiveSessions(1, 1))).isEqualTo(ReportOutcome.KNOWN);
    assertThat(report(resource, new ActiveSessions(3, 2))).isEqualTo(ReportOutcome.KNOWN);
    assertThat(report(resource, new ActiveSessions(0, 2))).isEqualTo(ReportOutcome.CONTRADICTED);

    assertThat(stored(resource)).contains(resource.with(new ActiveSessions(3, 2)));
  }

  @Test
  public void removesAResourceOnceAndFreesItsPlace() {
    given(Tier.FREE);
    StoredResource first = added();
    StoredResource second = added();
    added();

    assertThat(remove(first, OptionalLong.empty(), false)).isEqualTo(RemoveOutcome.REMOVED);
    for (boolean isFinal : List.of(false, true)) {
      assertThat(remove(first, OptionalLong.empty(), isFinal)).isEqualTo(RemoveOutcome.GONE);
      assertThat(remove(first, OptionalLong.of(1), isFinal)).isEqualTo(RemoveOutcome.GONE);
    }

    assertThat(count()).isEqualTo(2);
    assertThat(resources()).hasSize(2).contains(second.resource());
    added();
    assertThat(count()).isEqualTo(3);
  }

  @Test
  public void removesOnlyTheRevisionThatWasSeen() {
    given(Tier.FREE);
    StoredResource before = added();
    StoredResource after = renamed(before, "Renamed");
    assertThat(replace(before, after)).isTrue();

    assertThat(remove(before, OptionalLong.of(before.revision()), false))
        .isEqualTo(RemoveOutcome.CHANGED);
    assertThat(count()).isEqualTo(1);
    assertThat(remove(before, OptionalLong.of(after.revision()), false))
        .isEqualTo(RemoveOutcome.REMOVED);
    assertThat(count()).isZero();
  }

  @Test
  public void removesNothingThatSessionsUseUnlessItIsDeletedElsewhere() {
    given(Tier.FREE);
    StoredResource resource = added();
    report(resource, new ActiveSessions(1, 1));

    assertThat(remove(resource, OptionalLong.empty(), false)).isEqualTo(RemoveOutcome.IN_USE);
    assertThat(remove(resource, OptionalLong.of(1), false)).isEqualTo(RemoveOutcome.IN_USE);
    assertThat(remove(resource, OptionalLong.of(0), false)).isEqualTo(RemoveOutcome.CHANGED);
    assertThat(count()).isEqualTo(1);
    assertThat(remove(resource, OptionalLong.empty(), true)).isEqualTo(RemoveOutcome.REMOVED);
    assertThat(count()).isZero();
  }

  @Test
  public void removesWhatSessionsDoNotUseAnyMore() {
    given(Tier.FREE);
    StoredResource resource = added();
    report(resource, new ActiveSessions(1, 1));
    report(resource, new ActiveSessions(0, 2));

    assertThat(remove(resource, OptionalLong.empty(), false)).isEqualTo(RemoveOutcome.REMOVED);
  }

  @Test
  public void removesNothingOfASuspendedOrganizationUnlessItIsDeletedElsewhere() {
    given(Tier.FREE);
    StoredResource resource = added();
    accounts.save(
        Samples.organization(
            organization, Tier.FREE, OrganizationStatus.SUSPENDED, OptionalInt.empty(), 2));
    StoredResource nowhere = StoredResource.created(Samples.resource(Samples.spec(credential)));

    assertThat(remove(resource, OptionalLong.empty(), false))
        .isEqualTo(RemoveOutcome.ORGANIZATION_INACTIVE);
    assertThat(remove(nowhere, OptionalLong.empty(), false))
        .isEqualTo(RemoveOutcome.ORGANIZATION_INACTIVE);
    assertThat(stored(resource)).contains(resource);
    assertThat(remove(resource, OptionalLong.empty(), true)).isEqualTo(RemoveOutcome.REMOVED);
    assertThat(count()).isZero();
  }

  @Test
  public void removesNothingOfAnotherOrganization() {
    given(Tier.FREE);
    StoredResource resource = added();
    OrganizationId other = Samples.organizationId();
    var removal = new Removal(other, resource.resource().id(), OptionalLong.empty(), false);

    assertThat(changes.remove(removal, ENOUGH_TIME)).isEqualTo(RemoveOutcome.ORGANIZATION_INACTIVE);
    accounts.save(Samples.organization(other, Tier.FREE));
    assertThat(changes.remove(removal, ENOUGH_TIME)).isEqualTo(RemoveOutcome.GONE);

    assertThat(stored(resource)).contains(resource);
    assertThat(count()).isEqualTo(1);
  }
}
