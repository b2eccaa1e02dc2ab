package io.entryguard.resources.testing;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.change.ApplyReport;
import io.entryguard.resources.change.ReportOutcome;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.create.AddOutcome;
import io.entryguard.resources.create.Creation;
import io.entryguard.resources.create.CreationContext;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.idempotency.IdempotentRequest;
import io.entryguard.resources.idempotency.RequestFingerprint;
import io.entryguard.resources.idempotency.RequestOutcome;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.SaveOutcome;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.refusal.ErrorCode;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What every store makes of events: versions of accounts, verifications, deletions, refusals. */
public abstract class ProvisioningContract extends StoreContract {
  protected ProvisioningContract(ResourceStores stores) {
    super(stores);
  }

  @Test
  public void saysWhatBecameOfAnOrganizationsVersion() {
    Organization second =
        Samples.organization(
            organization, Tier.PAID, OrganizationStatus.ACTIVE, OptionalInt.of(7), 2);

    assertThat(accounts.save(second)).isEqualTo(SaveOutcome.NEWER);
    assertThat(accounts.save(second)).isEqualTo(SaveOutcome.KNOWN);
    assertThat(accounts.save(Samples.organization(organization, Tier.FREE)))
        .isEqualTo(SaveOutcome.KNOWN);
    for (Organization other :
        List.of(
            Samples.organization(
                organization, Tier.FREE, OrganizationStatus.ACTIVE, OptionalInt.of(7), 2),
            Samples.organization(
                organization, Tier.PAID, OrganizationStatus.SUSPENDED, OptionalInt.of(7), 2),
            Samples.organization(
                organization, Tier.PAID, OrganizationStatus.ACTIVE, OptionalInt.of(8), 2),
            Samples.organization(
                organization, Tier.PAID, OrganizationStatus.ACTIVE, OptionalInt.empty(), 2),
            Samples.deleted(second, 2))) {
      assertThat(accounts.save(other)).isEqualTo(SaveOutcome.CONTRADICTED);
    }

    assertThat(context().organization()).contains(second);
  }

  @Test
  public void saysWhatBecameOfACredentialsVersion() {
    given(Tier.FREE);

    assertThat(accounts.save(credential)).isEqualTo(SaveOutcome.KNOWN);
    Credential renamed =
        new Credential(organization, credential.id(), "Other", Provider.AWS, false, 1);
    assertThat(accounts.save(renamed)).isEqualTo(SaveOutcome.CONTRADICTED);
    assertThat(accounts.save(deleted(credential))).isEqualTo(SaveOutcome.NEWER);
    assertThat(accounts.save(credential)).isEqualTo(SaveOutcome.KNOWN);

    assertThat(context().credential()).isEmpty();
  }

  @Test
  public void takesVersionsUpToTheLargest() {
    accounts.save(
        Samples.organization(
            organization,
            Tier.FREE,
            OrganizationStatus.ACTIVE,
            OptionalInt.empty(),
            Long.MAX_VALUE));

    assertThat(
            accounts.save(
                Samples.organization(
                    organization,
                    Tier.PAID,
                    OrganizationStatus.ACTIVE,
                    OptionalInt.empty(),
                    Long.MAX_VALUE - 1)))
        .isEqualTo(SaveOutcome.KNOWN);
    assertThat(context().organization().orElseThrow().version()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  public void keepsAResourceCountThroughEveryVersionOfTheOrganization() {
    given(Tier.PAID);
    add(Samples.resource(Samples.spec(credential)));
    add(Samples.resource(Samples.spec(credential)));

    accounts.save(
        Samples.organization(
            organization, Tier.FREE, OrganizationStatus.SUSPENDED, OptionalInt.of(9), 2));
    assertThat(count()).isEqualTo(2);
    accounts.save(Samples.deleted(Samples.organization(organization, Tier.FREE), 3));
    accounts.save(
        Samples.organization(
            organization, Tier.FREE, OrganizationStatus.ACTIVE, OptionalInt.empty(), 4));

    assertThat(count()).isEqualTo(2);
  }

  @Test
  public void takesACredentialBeforeItsOrganizationWhoseCountStartsAtZero() {
    accounts.save(credential);
    assertThat(context().credential()).contains(credential);

    accounts.save(Samples.organization(organization, Tier.FREE));

    assertThat(context().credential()).contains(credential);
    assertThat(count()).isZero();
    assertThat(add(Samples.resource(Samples.spec(credential)))).isEqualTo(new AddOutcome.Added());
  }

  @Test
  public void knowsNothingOfADeletedOrganizationAndBringsNothingOlderBack() {
    given(Tier.PAID);
    CreationContext early = context();
    add(Samples.resource(Samples.spec(credential)));
    accounts.save(Samples.deleted(Samples.organization(organization, Tier.PAID), 3));

    assertThat(
            accounts.save(
                Samples.organization(
                    organization, Tier.PAID, OrganizationStatus.ACTIVE, OptionalInt.empty(), 2)))
        .isEqualTo(SaveOutcome.KNOWN);

    assertThat(context().organization()).isEmpty();
    assertThat(catalog.holdingsOf(organization, ENOUGH_TIME).organization()).isEmpty();
    AddOutcome outcome = add(Samples.resource(Samples.spec(credential)), early);
    assertThat(outcome).isInstanceOf(AddOutcome.Refused.class);
    assertThat(((AddOutcome.Refused) outcome).now().organization()).isEmpty();
  }

  private Resource added() {
    Resource resource = Samples.resource(Samples.spec(credential));
    assertThat(add(resource)).isEqualTo(new AddOutcome.Added());
    return resource;
  }

  private ReportOutcome verify(
      Resource resource, boolean succeeded, int secondsLater, long version) {
    return new ApplyReport(reader, changes)
        .apply(
            organization,
            resource.id(),
            new Verification(succeeded, Samples.NOW.plusSeconds(secondsLater), version),
            ENOUGH_TIME);
  }

  private Resource verified(
      Resource resource, boolean active, Optional<Integer> lastVerified, int updated) {
    return new Resource(
        resource.id(),
        resource.spec(),
        active,
        lastVerified.map(Samples.NOW::plusSeconds),
        resource.createdAt(),
        Samples.NOW.plusSeconds(updated));
  }

  @Test
  public void showsWhatTheNewestVerificationSaysAndWhenOneLastSucceeded() {
    given(Tier.FREE);
    Resource resource = added();

    assertThat(verify(resource, false, 10, 1)).isEqualTo(ReportOutcome.APPLIED);
    assertThat(resources()).containsExactly(verified(resource, false, Optional.empty(), 10));
    assertThat(verify(resource, true, 20, 2)).isEqualTo(ReportOutcome.APPLIED);
    assertThat(resources()).containsExactly(verified(resource, true, Optional.of(20), 20));
    assertThat(verify(resource, false, 30, 3)).isEqualTo(ReportOutcome.APPLIED);
    assertThat(resources()).containsExactly(verified(resource, false, Optional.of(20), 30));
  }

  @Test
  public void takesTheSuccessOfALateVerificationAndNotItsState() {
    given(Tier.FREE);
    Resource resource = added();
    verify(resource, false, 30, 3);

    assertThat(verify(resource, true, 20, 2)).isEqualTo(ReportOutcome.APPLIED);
    assertThat(resources()).containsExactly(verified(resource, false, Optional.of(20), 30));
    assertThat(verify(resource, true, 10, 1)).isEqualTo(ReportOutcome.KNOWN);
    assertThat(resources()).containsExactly(verified(resource, false, Optional.of(20), 30));
  }

  @Test
  public void keepsTheFirstOfTwoVerificationsOfOneVersion() {
    given(Tier.FREE);
    Resource resource = added();
    verify(resource, true, 10, 1);

    assertThat(verify(resource, true, 10, 1)).isEqualTo(ReportOutcome.KNOWN);
    assertThat(verify(resource, false, 10, 1)).isEqualTo(ReportOutcome.CONTRADICTED);
    assertThat(verify(resource, true, 20, 1)).isEqualTo(ReportOutcome.CONTRADICTED);

    assertThat(resources()).containsExactly(verified(resource, true, Optional.of(10), 10));
  }

  private IdempotencyRecord refused(String requestId, Instant now) {
    return IdempotencyRecord.of(
        new IdempotentRequest(
            new IdempotencyKey(IdempotencyKey.Origin.EVENT, "terraform", requestId),
            new RequestFingerprint("0".repeat(64))),
        new RequestOutcome.Refused(new Refusal(ErrorCode.MAX_RESOURCES_REACHED, "No more.")),
        now);
  }

  @Test
  public void keepsARefusalUntilItExpiresAndTheFirstOfTwo() {
    IdempotencyRecord record = refused("request-1", Samples.NOW);
    IdempotencyKey key = record.request().key();
    assertThat(records.find(organization, key, ENOUGH_TIME)).isEmpty();

    assertThat(records.keep(organization, record, Samples.NOW, ENOUGH_TIME)).isEmpty();

    Instant expiry = Samples.NOW.plus(IdempotencyKey.Origin.EVENT.lifetime());
    IdempotencyRecord later = refused("request-1", expiry);
    assertThat(records.find(organization, key, ENOUGH_TIME)).contains(record);
    assertThat(records.keep(organization, later, expiry.minusSeconds(1), ENOUGH_TIME))
        .contains(record);
    assertThat(records.keep(organization, later, expiry, ENOUGH_TIME)).isEmpty();
    assertThat(records.find(organization, key, ENOUGH_TIME)).contains(later);
  }

  @Test
  public void createsNothingUnderAKeyWhoseRefusalIsKept() {
    given(Tier.FREE);
    IdempotencyRecord record = refused("request-1", Samples.NOW);
    records.keep(organization, record, Samples.NOW, ENOUGH_TIME);
    Resource resource = Samples.resource(Samples.spec(credential));
    var creation =
        new Creation(
            organization,
            resource,
            Samples.FREE_3,
            Optional.of(
                IdempotencyRecord.of(
                    record.request(),
                    new RequestOutcome.Completed(resource.id(), "{}"),
                    Samples.NOW)));

    AddOutcome outcome = store.add(creation, context(), ENOUGH_TIME);

    assertThat(outcome).isInstanceOf(AddOutcome.Refused.class);
    assertThat(((AddOutcome.Refused) outcome).now().previous()).contains(record);
    assertThat(resources()).isEmpty();
  }

  @Test
  public void takesAUserForNobodyWhoSendsEvents() {
    IdempotencyRecord record = refused("request-1", Samples.NOW);
    records.keep(organization, record, Samples.NOW, ENOUGH_TIME);

    assertThat(
            records.find(
                organization,
                new IdempotencyKey(IdempotencyKey.Origin.USER, "terraform", "request-1"),
                ENOUGH_TIME))
        .isEmpty();
  }
}
