package io.entryguard.resources.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class RateLimiterTest {
  private static final Duration PATIENT = Duration.ofMinutes(5);
  private static final Duration IMPATIENT = Duration.ofMillis(1);

  private final OrganizationId organization = Samples.organizationId();
  private final AtomicInteger asked = new AtomicInteger();
  private Instant now = Instant.parse("2026-02-18T11:00:30Z");

  private RateLimiter limiter(RequestCounter counter, int limit, Duration patience) {
    InstantSource clock = () -> now;
    return new RateLimiter(counter, new RequestLimit(limit), patience, clock);
  }

  private RateLimiter counting(int limit) {
    Map<String, Integer> counts = new HashMap<>();
    return limiter(
        (counted, minute, most) -> {
          asked.incrementAndGet();
          int next = counts.getOrDefault(counted + " " + minute, 0) + 1;
          if (next > most) {
            return OptionalInt.empty();
          }
          counts.put(counted + " " + minute, next);
          return OptionalInt.of(next);
        },
        limit,
        PATIENT);
  }

  @Test
  void letsAsManyPassAsTheLimitSaysAndTellsHowManyAreLeft() {
    RateLimiter limiter = counting(3);

    assertThat(limiter.count(organization).verdict()).isEqualTo(new RateVerdict.Passed(2, 30));
    assertThat(limiter.count(organization).verdict()).isEqualTo(new RateVerdict.Passed(1, 30));
    assertThat(limiter.count(organization).verdict()).isEqualTo(new RateVerdict.Passed(0, 30));
    assertThat(limiter.count(organization).verdict()).isEqualTo(new RateVerdict.Refused(30));
  }

  @Test
  void letsAsManyPassInTheNextMinute() {
    RateLimiter limiter = counting(1);
    limiter.count(organization).verdict();
    assertThat(limiter.count(organization).verdict()).isEqualTo(new RateVerdict.Refused(30));

    now = Instant.parse("2026-02-18T11:00:59.999Z");
    assertThat(limiter.count(organization).verdict()).isEqualTo(new RateVerdict.Refused(1));
    now = Instant.parse("2026-02-18T11:01:00Z");
    assertThat(limiter.count(organization).verdict()).isEqualTo(new RateVerdict.Passed(0, 60));
  }

  @Test
  void takesNothingFromAnotherOrganization() {
    RateLimiter limiter = counting(1);
    limiter.count(organization).verdict();
    limiter.count(organization).verdict();

    assertThat(limiter.count(Samples.organizationId()).verdict())
        .isEqualTo(new RateVerdict.Passed(0, 30));
  }

  @Test
  void asksNobodyOnceAMinuteIsUsedUp() {
    RateLimiter limiter = counting(2);
    limiter.count(organization).verdict();
    limiter.count(organization).verdict();
    assertThat(limiter.count(organization).isRefused()).isTrue();
    for (int i = 0; i < 100; i++) {
      assertThat(limiter.count(organization).verdict()).isInstanceOf(RateVerdict.Refused.class);
    }

    assertThat(asked).hasValue(2);
  }

  @Test
  void remembersUsedUpMinutesOfFewOrganizationsAndCountsOnForAllOthers() {
    RateLimiter limiter = counting(1);
    for (int i = 0; i < 2_500; i++) {
      OrganizationId each = Samples.organizationId();
      assertThat(limiter.count(each).verdict()).isInstanceOf(RateVerdict.Passed.class);
      assertThat(limiter.count(each).verdict()).isInstanceOf(RateVerdict.Refused.class);
    }
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

    assertThat(counting(5).count(organization).verdict())
        .isEqualTo(new RateVerdict.Passed(4, seconds));
  }

  private static RequestCounter hangingUntil(CountDownLatch end) {
    return (_, _, _) -> {
      try {
        end.await();
        return OptionalInt.empty();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  @Test
  void letsPassWhatCannotBeCountedInTime() {
    var never = new CountDownLatch(1);
    RateLimiter limiter = limiter(hangingUntil(never), 1, IMPATIENT);

    assertThat(limiter.count(organization).verdict()).isInstanceOf(RateVerdict.Unknown.class);
    assertThat(limiter.count(organization).verdict()).isInstanceOf(RateVerdict.Unknown.class);
    never.countDown();
  }

  @Test
  void letsPassWhatCannotBeCountedAtAll() {
    RateLimiter limiter =
        limiter(
            (_, _, _) -> {
              throw new StoreUnavailableException("DynamoDB is out of reach");
            },
            1,
            PATIENT);

    for (int i = 0; i < 10; i++) {
      assertThat(limiter.count(organization).verdict()).isInstanceOf(RateVerdict.Unknown.class);
    }
  }

  @Test
  void letsPassARequestThatIsInterrupted() {
    var never = new CountDownLatch(1);
    RateLimiter limiter = limiter(hangingUntil(never), 1, PATIENT);
    Thread.currentThread().interrupt();

    assertThat(limiter.count(organization).verdict()).isInstanceOf(RateVerdict.Unknown.class);
    assertThat(Thread.interrupted()).isTrue();
    never.countDown();
  }

  @Test
  void takesNoNegativeLimit() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RequestLimit(-1));
    assertThat(new RequestLimit(0).isOff()).isTrue();
    assertThat(new RequestLimit(1).isOff()).isFalse();
  }
}
