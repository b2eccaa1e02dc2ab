package io.entryguard.resources.change;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.Samples;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ApplyReportTest {
  private final OrganizationId organization = Samples.organizationId();

  /** A resource that others change as often as this before they let one in. */
  private static final class BusyResource implements ResourceReader, ResourceChanges {
    private int others;
    private StoredResource stored =
        StoredResource.created(
            Samples.resource(
                Samples.spec(Samples.credential(Samples.organizationId(), Provider.AWS))));

    BusyResource(int others) {
      this.others = others;
    }

    @Override
    public Optional<StoredResource> find(
        OrganizationId organization, ResourceId resource, Deadline deadline) {
      return Optional.of(stored);
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
        return false;
      }
      stored = after;
      return true;
    }

    @Override
    public ResourceContext read(
        OrganizationId organization,
        ResourceId resource,
        Optional<CredentialId> credential,
        Deadline deadline) {
      throw new AssertionError("the organization does not matter here");
    }

    @Override
    public Optional<String> credentialName(
        OrganizationId organization, CredentialId credential, Deadline deadline) {
      throw new AssertionError("nothing is shown here");
    }

    @Override
    public RemoveOutcome remove(Removal removal, Deadline deadline) {
      throw new AssertionError("nothing is removed here");
    }
  }

  private ReportOutcome verify(BusyResource busy) {
    return new ApplyReport(busy, busy)
        .apply(
            organization,
            busy.stored.resource().id(),
            new Verification(true, Samples.NOW, 1),
            ENOUGH_TIME);
  }

  @Test
  void looksAgainWhenOthersWereFaster() {
    var busy = new BusyResource(4);

    assertThat(verify(busy)).isEqualTo(ReportOutcome.APPLIED);

    assertThat(busy.stored.newest()).contains(new Verification(true, Samples.NOW, 1));
  }

  @Test
  void givesUpWhereOthersAreAlwaysFaster() {
    assertThatExceptionOfType(StoreUnavailableException.class)
        .isThrownBy(() -> verify(new BusyResource(5)));
  }

  @Test
  void hasNoVersionBelowOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Verification(true, Samples.NOW, 0));
  }

  @Test
  void keepsTimesToTheSecond() {
    assertThat(new Verification(true, Samples.NOW.plusMillis(999), 1).verifiedAt())
        .isEqualTo(Samples.NOW);
  }

  @Test
  void countsNoSessionsBelowZero() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ActiveSessions(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ActiveSessions(0, -1));
  }
}
