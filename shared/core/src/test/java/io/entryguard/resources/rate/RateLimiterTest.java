package io.entryguard.resources.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.InMemoryRequestCounter;
import io.entryguard.resources.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RateLimiterTest {
  private final Quota quota = quota();
  private final InMemoryRequestCounter counter = new InMemoryRequestCounter();
  private Instant now = Instant.parse("2026-02-18T11:00:30Z");

  /** Whether leases take longer than a request waits; then the test says when they are run. */
  private boolean isSlow;

  private final Queue<Runnable> late = new ArrayDeque<>();

  private static Quota quota() {
    return new Quota(Samples.organizationId(), Quota.Policy.ORGANIZATION);
  }

  /** A limiter as each function has one. */
  private RateLimiter limiter(int limit) {
    return limiter(counter, limit);
  }

  private RateLimiter limiter(RequestCounter leases, int limit) {
    return new RateLimiter(leases, new RequestLimit(limit), Duration.ZERO, () -> now, this::run);
  }

  private void run(Runnable lease) {
    if (isSlow) {
      late.add(lease);
    } else {
      lease.run();
    }
  }

  private int given() {
    return counter.given(quota, now.truncatedTo(ChronoUnit.MINUTES));
  }

  private static void pass(RateLimiter limiter, Quota quota, int requests) {
    for (int i = 0; i < requests; i++) {
      assertThat(limiter.count(quota).verdict()).isInstanceOf(RateVerdict.Passed.class);
    }
  }

  @Test
  void letsAsManyPassAsTheLimitSaysAndTellsHowManyAreLeft() {
    RateLimiter limiter = limiter(3);

    assertThat(limiter.count(quota).verdict()).isEqualTo(new RateVerdict.Passed(2, 30));
    assertThat(limiter.count(quota).verdict()).isEqualTo(new RateVerdict.Passed(1, 30));
    assertThat(limiter.count(quota).verdict()).isEqualTo(new RateVerdict.Passed(0, 30));
    assertThat(limiter.count(quota).verdict()).isEqualTo(new RateVerdict.Refused(30));
  }

  @Test
  void tellsHowManyAreLeftWhenPermitsAreSpentFromMemory() {
    RateLimiter limiter = limiter(600);

    for (int left = 599; left >= 0; left--) {
      assertThat(limiter.count(quota).verdict()).isEqualTo(new RateVerdict.Passed(left, 30));
    }
    assertThat(limiter.count(quota).verdict()).isEqualTo(new RateVerdict.Refused(30));
  }

  @Test
  void letsAsManyPassInTheNextMinute() {
    RateLimiter limiter = limiter(1);
    limiter.count(quota).verdict();
    assertThat(limiter.count(quota).verdict()).isEqualTo(new RateVerdict.Refused(30));

    now = Instant.parse("2026-02-18T11:00:59.999Z");
    assertThat(limiter.count(quota).verdict()).isEqualTo(new RateVerdict.Refused(1));
    now = Instant.parse("2026-02-18T11:01:00Z");
    assertThat(limiter.count(quota).verdict()).isEqualTo(new RateVerdict.Passed(0, 60));
  }

  @Test
  void takesNoPermitAndNoSizeOfALeaseIntoTheNextMinute() {
    RateLimiter limiter = limiter(600);
    pass(limiter, quota, 300);
    assertThat(given()).isGreaterThan(301);

    now = Instant.parse("2026-02-18T11:01:00Z");
    pass(limiter, quota, 1);

    assertThat(given()).isEqualTo(1);
  }

  @Test
  void takesNothingFromAnotherOrganization() {
    RateLimiter limiter = limiter(1);
    limiter.count(quota).verdict();
    limiter.count(quota).verdict();

    assertThat(limiter.count(quota()).verdict()).isEqualTo(new RateVerdict.Passed(0, 30));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "9, 1", "19, 1", "20, 2", "600, 60"})
  void hasATenthMoreForRequestsThatLackThePermissionAndForNoOthers(int limit, int forbidden) {
    RateLimiter limiter = limiter(limit);
    Quota lacking = new Quota(quota.organization(), Quota.Policy.FORBIDDEN);

    pass(limiter, lacking, forbidden);
    assertThat(limiter.count(lacking).verdict()).isEqualTo(new RateVerdict.Refused(30));
    pass(limiter, quota, limit);
    assertThat(limiter.count(quota).verdict()).isEqualTo(new RateVerdict.Refused(30));
  }

  @Test
  void asksNobodyOnceAMinuteIsUsedUp() {
    RateLimiter limiter = limiter(2);
    pass(limiter, quota, 2);
    for (int i = 0; i < 100; i++) {
      assertThat(limiter.count(quota).isRefused()).isTrue();
      assertThat(limiter.count(quota).verdict()).isEqualTo(new RateVerdict.Refused(30));
    }

    assertThat(counter.calls()).isEqualTo(2);
  }

  /** The figures of docs/adr/0019-rate-limit-in-leases.md. */
  @Test
  void asksOnceForEightRequestsOrMoreOfAFunctionThatUsesHalfOfTheMinute() {
    pass(limiter(600), quota, 300);

    assertThat(counter.calls()).isEqualTo(34);
  }

  /** As above: evenly loaded, in turn. */
  @Test
  void leavesFewPermitsWithTenFunctionsThatAreEvenlyLoaded() {
    List<RateLimiter> functions = functions(10);
    int passed = 0;
    while (functions.get(passed % 10).count(quota).verdict() instanceof RateVerdict.Passed) {
      passed++;
    }

    assertThat(given()).isEqualTo(600);
    assertThat(given() - passed).isEqualTo(17);
  }

  /** As above: after one request each, nine have no more. */
  @Test
  void leavesNoPermitWithNineFunctionsThatAreIdleAfterOneRequest() {
    List<RateLimiter> functions = functions(10);
    for (RateLimiter function : functions) {
      pass(function, quota, 1);
    }
    pass(functions.getFirst(), quota, 590);

    assertThat(functions.getFirst().count(quota).isRefused()).isTrue();
  }

  /** As above: whenever the nine stop, and however many they had. */
  @Test
  void leavesAtMostASeventhWithFunctionsThatStopWhateverTheyHadBefore() {
    int most = 0;
    for (int each = 1; each <= 65; each++) {
      Quota organization = quota();
      List<RateLimiter> functions = functions(10);
      int passed = 0;
      for (int i = 0; i < each * 9; i++) {
        if (functions.get(1 + i % 9).count(organization).verdict() instanceof RateVerdict.Passed) {
          passed++;
        }
      }
      while (functions.getFirst().count(organization).verdict() instanceof RateVerdict.Passed) {
        passed++;
      }
      most = Math.max(most, 600 - passed);
    }

    assertThat(most).isEqualTo(69).isLessThanOrEqualTo(600 / 7);
  }

  private List<RateLimiter> functions(int count) {
    List<RateLimiter> functions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      functions.add(limiter(600));
    }
    return functions;
  }

  @Test
  void takesWhatIsLeftWhereThatIsLessThanItWanted() {
    RateLimiter limiter = limiter(600);
    pass(limiter, quota, 300);
    int others = 600 - given() - 2;
    counter.lease(quota, now.truncatedTo(ChronoUnit.MINUTES), others, 600);

    int passed = 300;
    while (limiter.count(quota).verdict() instanceof RateVerdict.Passed) {
      passed++;
    }

    assertThat(given()).isEqualTo(600);
    assertThat(passed).isEqualTo(600 - others);
  }

  @Test
  void remembersMinutesOfFewOrganizationsAndCountsOnForAllOthers() {
    RateLimiter limiter = limiter(1);
    for (int i = 0; i < 2_500; i++) {
      Quota each = quota();
      assertThat(limiter.count(each).verdict()).isInstanceOf(RateVerdict.Passed.class);
      assertThat(limiter.count(each).verdict()).isInstanceOf(RateVerdict.Refused.class);
    }
  }

  @Test
  void forgetsUsedUpMinutesOnceThereAreMoreOrganizations() {
    RateLimiter limiter = limiter(1);
    Quota first = quota();
    pass(limiter, first, 1);
    for (int i = 1; i < 1_000; i++) {
      pass(limiter, quota(), 1);
    }
    assertThat(limiter.count(first).isRefused()).isTrue();
    assertThat(counter.calls()).isEqualTo(1_000);

    pass(limiter, quota(), 1);

    assertThat(limiter.count(first).isRefused()).isTrue();
    assertThat(counter.calls()).isEqualTo(1_002);
  }

  @Test
  void asksOnceWhereNothingIsLeft() {
    pass(limiter(1), quota, 1);

    assertThat(limiter(1).count(quota).isRefused()).isTrue();

    assertThat(counter.calls()).isEqualTo(2);
  }

  @Test
  void forgetsNothingWhereAsManyOrganizationsTakeTurnsAsItRemembers() {
    RateLimiter limiter = limiter(1);
    List<Quota> organizations = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      organizations.add(quota());
    }
    for (Quota each : organizations) {
      pass(limiter, each, 1);
    }

    assertThat(organizations).allMatch(each -> limiter.count(each).isRefused());
    assertThat(counter.calls()).isEqualTo(1_000);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-18T11:00:00Z,           60",
    "2026-02-18T11:00:00.000000001Z, 60",
    "2026-02-18T11:00:00.999999999Z, 60",
    "2026-02-18T11:00:01Z,           59",
    "2026-02-18T11:00:59Z,            1",
    "2026-02-18T11:00:59.999999999Z,  1"
  })
  void tellsWholeSecondsAndNeverNone(Instant at, int seconds) {
    now = at;

    assertThat(limiter(5).count(quota).verdict()).isEqualTo(new RateVerdict.Passed(4, seconds));
  }

  @Test
  void letsPassWhatGetsNoPermitInTime() {
    RateLimiter limiter = limiter(1);
    isSlow = true;

    for (int i = 0; i < 10; i++) {
      RateLimiter.PendingCount count = limiter.count(quota);
      assertThat(count.isRefused()).isFalse();
      assertThat(count.verdict())
          .isInstanceOfSatisfying(
              RateVerdict.Unknown.class,
              unknown -> assertThat(unknown.reason()).isEqualTo("it took too long"));
    }
  }

  @Test
  void spendsALeaseThatComesTooLateOnItsRequestAndOnThoseAfterIt() {
    RateLimiter limiter = limiter(600);
    int held = passUntilNoneIsHeld(limiter);
    isSlow = true;
    assertThat(limiter.count(quota).verdict()).isInstanceOf(RateVerdict.Unknown.class);

    late.remove().run();

    int leased = given() - held;
    assertThat(leased).isGreaterThan(2);
    pass(limiter, quota, leased - 1);
    assertThat(limiter.count(quota).verdict()).isInstanceOf(RateVerdict.Unknown.class);
  }

  @Test
  void spendsALeaseThatComesInTheNextMinuteOnNothing() {
    RateLimiter limiter = limiter(600);
    passUntilNoneIsHeld(limiter);
    isSlow = true;
    limiter.count(quota).verdict();

    now = Instant.parse("2026-02-18T11:01:00Z");
    late.remove().run();

    assertThat(given()).isZero();
    assertThat(limiter.count(quota).verdict()).isInstanceOf(RateVerdict.Unknown.class);
  }

  /** Returns how many. */
  private int passUntilNoneIsHeld(RateLimiter limiter) {
    pass(limiter, quota, 300);
    int passed = given();
    pass(limiter, quota, passed - 300);
    return passed;
  }

  @Test
  void letsPassWhatCannotBeCountedAtAll() {
    RateLimiter limiter =
        limiter(
            (_, _, _, _) -> {
              throw new StoreUnavailableException("DynamoDB is out of reach");
            },
            1);

    for (int i = 0; i < 10; i++) {
      RateLimiter.PendingCount count = limiter.count(quota);
      assertThat(count.isRefused()).isFalse();
      assertThat(count.verdict())
          .isInstanceOfSatisfying(
              RateVerdict.Unknown.class,
              unknown -> {
                assertThat(unknown.reason()).isEqualTo("it failed");
                assertThat(unknown.cause()).isInstanceOf(StoreUnavailableException.class);
              });
    }
  }

  @Test
  void leasesOneAtATimeAgainAfterALeaseThatFailed() {
    boolean[] fails = new boolean[1];
    RateLimiter limiter =
        limiter(
            (of, minute, permits, limit) -> {
              Lease lease = counter.lease(of, minute, permits, limit);
              if (fails[0]) {
                throw new StoreUnavailableException("the answer was lost");
              }
              return lease;
            },
            600);
    int before = passUntilNoneIsHeld(limiter);
    fails[0] = true;
    assertThat(limiter.count(quota).verdict()).isInstanceOf(RateVerdict.Unknown.class);
    int lost = given() - before;
    assertThat(lost).isGreaterThan(2);

    for (int i = 0; i < 5; i++) {
      assertThat(limiter.count(quota).verdict()).isInstanceOf(RateVerdict.Unknown.class);
    }

    assertThat(given()).isEqualTo(before + lost + 5);
  }

  @Test
  void letsPassARequestThatIsInterrupted() {
    RateLimiter limiter = limiter(1);
    isSlow = true;
    RateLimiter.PendingCount count = limiter.count(quota);
    Thread.currentThread().interrupt();

    assertThat(count.verdict())
        .isInstanceOfSatisfying(
            RateVerdict.Unknown.class,
            unknown -> assertThat(unknown.reason()).isEqualTo("it was interrupted"));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void takesNoNegativeLimit() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RequestLimit(-1));
    assertThat(new RequestLimit(0).isOff()).isTrue();
    assertThat(new RequestLimit(1).isOff()).isFalse();
  }

  @Test
  void takesNoLeaseOfLessThanNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Lease(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new Lease(0, -1));
  }
}
