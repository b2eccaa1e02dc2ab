package io.entryguard.resources.change;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.Samples;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class VerifyResourceTest {
  private final OrganizationId organization = Samples.organizationId();
  private final ResourceId resource = new ResourceId(UUID.randomUUID());

  /** A resource that others change as often as this before they let one in. */
  private static final class BusyResource implements ResourceChanges {
    private int others;
    private VerificationState state =
        new VerificationState(Optional.empty(), Optional.empty(), Samples.NOW);

    BusyResource(int others) {
      this.others = others;
    }

    @Override
    public Optional<VerificationState> verificationOf(
        OrganizationId organization, ResourceId resource, Deadline deadline) {
      return Optional.of(state);
    }

    @Override
    public boolean replaceVerification(
        OrganizationId organization,
        ResourceId resource,
        VerificationState before,
        VerificationState after,
        Deadline deadline) {
      if (others > 0) {
        others--;
        return false;
      }
      state = after;
      return true;
    }

    @Override
    public boolean remove(OrganizationId organization, ResourceId resource, Deadline deadline) {
      throw new AssertionError("nothing is removed here");
    }
  }

  private VerifyOutcome verify(ResourceChanges changes) {
    return new VerifyResource(changes)
        .verify(organization, resource, new Verification(true, Samples.NOW, 1), ENOUGH_TIME);
  }

  @Test
  void looksAgainWhenOthersWereFaster() {
    var busy = new BusyResource(4);

    assertThat(verify(busy)).isEqualTo(VerifyOutcome.APPLIED);

    assertThat(busy.state.newest()).contains(new Verification(true, Samples.NOW, 1));
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
}
