package io.entryguard.resources.rate;

import static io.entryguard.resources.testing.Samples.NOW;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.testing.Samples;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** What every counter promises. */
public abstract class RequestCounterContract {
  protected static final Instant MINUTE = NOW.truncatedTo(ChronoUnit.MINUTES);

  protected final Quota quota = new Quota(Samples.organizationId(), Quota.Policy.ORGANIZATION);
  private final RequestCounter counter;

  protected RequestCounterContract(RequestCounter counter) {
    this.counter = requireNonNull(counter, "counter is null");
  }

  @Test
  public void givesOutPermitsUpToTheLimitAndNotBeyond() {
    assertThat(counter.lease(quota, MINUTE, 1, 4)).isEqualTo(new Lease(1, 3));
    assertThat(counter.lease(quota, MINUTE, 3, 4)).isEqualTo(new Lease(3, 0));
    assertThat(counter.lease(quota, MINUTE, 1, 4)).isEqualTo(new Lease(0, 0));
  }

  @Test
  public void givesOutAllAtOnce() {
    assertThat(counter.lease(quota, MINUTE, 600, 600)).isEqualTo(new Lease(600, 0));
  }

  @Test
  public void givesNoneWhereFewerAreLeftThanAreAskedForAndTellsHowMany() {
    counter.lease(quota, MINUTE, 7, 10);

    assertThat(counter.lease(quota, MINUTE, 4, 10)).isEqualTo(new Lease(0, 3));
    assertThat(counter.lease(quota, MINUTE, 3, 10)).isEqualTo(new Lease(3, 0));
  }

  /** While a new version of a function replaces an old one, both limits are in use. */
  @Test
  public void givesOutWithinALimitThatIsChanged() {
    counter.lease(quota, MINUTE, 5, 5);

    assertThat(counter.lease(quota, MINUTE, 1, 3)).isEqualTo(new Lease(0, 0));
    assertThat(counter.lease(quota, MINUTE, 2, 8)).isEqualTo(new Lease(2, 1));
  }

  @Test
  public void countsEachMinuteEachOrganizationAndEachPolicyByItself() {
    counter.lease(quota, MINUTE, 1, 1);

    assertThat(counter.lease(quota, MINUTE, 1, 1)).isEqualTo(new Lease(0, 0));
    assertThat(counter.lease(quota, MINUTE.plus(1, ChronoUnit.MINUTES), 1, 1))
        .isEqualTo(new Lease(1, 0));
    assertThat(
            counter.lease(
                new Quota(Samples.organizationId(), Quota.Policy.ORGANIZATION), MINUTE, 1, 1))
        .isEqualTo(new Lease(1, 0));
    assertThat(counter.lease(new Quota(quota.organization(), Quota.Policy.FORBIDDEN), MINUTE, 1, 1))
        .isEqualTo(new Lease(1, 0));
  }
}
