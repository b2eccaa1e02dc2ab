package io.entryguard.resources.rate;

import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.store.StoreUnavailableException;
import io.entryguard.resources.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Several functions that lease from one table, while calls and answers are lost or late, and
 * minutes change. A seed decides what happens, in one thread.
 */
final class LeasesUnderFaultsTest {
  private static final int RUNS = 10_000;
  private static final int STEPS = 100;
  private static final String LIMIT_EXCEEDED = "more than the limit";

  /** How the table takes a lease. */
  enum Write {
    CONDITIONAL,
    /** Negative control: what was given out is looked up, and the permits are added later. */
    ADDED_AFTER,
    /** Negative control: what was given out is looked up, and the sum is written later. */
    READ_THEN_WRITTEN
  }

  private enum Event {
    PASSED,
    REFUSED,
    LEASED_SEVERAL,
    LEASED_WHAT_IS_LEFT,
    CALL_LOST,
    CALL_LATE,
    ANSWER_LOST,
    ANSWER_LATE,
    MINUTE_ENDED
  }

  @Test
  void keepsToTheLimitAndRefusesNobodyWhilePermitsAreLeft() {
    Set<Event> happened = EnumSet.noneOf(Event.class);
    for (long seed = 1; seed <= RUNS; seed++) {
      var run = new Run(seed, Write.CONDITIONAL);
      assertThat(run.faults()).as("seed %d", seed).isEmpty();
      happened.addAll(run.happened);
    }

    assertThat(happened).containsExactlyInAnyOrder(Event.values());
  }

  @ParameterizedTest
  @EnumSource(value = Write.class, names = "CONDITIONAL", mode = EnumSource.Mode.EXCLUDE)
  void findsAWriteThatIsNotConditional(Write write) {
    assertThat(LongStream.rangeClosed(1, 100).mapToObj(seed -> new Run(seed, write).faults()))
        .anyMatch(faults -> faults.contains(LIMIT_EXCEEDED));
  }

  private record Row(Quota quota, Instant minute) {}

  /** The table, the network and the time of some functions. */
  private static final class Run implements RequestCounter {
    private final Write write;
    private final Random random;
    private final RequestLimit limit;
    private final List<RateLimiter> functions = new ArrayList<>();
    private final List<Quota> quotas;

    private final Map<Row, Integer> given = new HashMap<>();
    private final Map<Row, Integer> passed = new HashMap<>();
    private final List<Runnable> onTheirWay = new ArrayList<>();
    private final Set<Event> happened = EnumSet.noneOf(Event.class);
    private int losses;

    /** One for all, because making its stack trace is most of what a run would take. */
    private final RuntimeException noAnswer = new StoreUnavailableException("no answer");

    private Instant now = NOW;
    private final Set<String> faults = new TreeSet<>();

    Run(long seed, Write write) {
      this.write = write;
      this.random = new Random(seed);
      this.limit = new RequestLimit(1 + random.nextInt(60));
      var organization = Samples.organizationId();
      this.quotas =
          List.of(
              new Quota(organization, Quota.Policy.ORGANIZATION),
              new Quota(organization, Quota.Policy.FORBIDDEN));
      int count = 1 + random.nextInt(4);
      for (int i = 0; i < count; i++) {
        functions.add(new RateLimiter(this, limit, Duration.ZERO, () -> now, this::start));
      }
    }

    /** What goes against the promises. */
    Set<String> faults() {
      for (int step = 0; step < STEPS; step++) {
        if (chance(2)) {
          now = now.plusSeconds(random.nextInt(90));
          happened.add(Event.MINUTE_ENDED);
        } else if (chance(10) && !onTheirWay.isEmpty()) {
          onTheirWay.remove(random.nextInt(onTheirWay.size())).run();
        } else {
          request();
        }
      }
      return faults;
    }

    private boolean chance(int percent) {
      return random.nextInt(100) < percent;
    }

    private void request() {
      Quota quota = quotas.get(chance(10) ? 1 : 0);
      var row = new Row(quota, now.truncatedTo(ChronoUnit.MINUTES));
      int most = limit.perMinute(quota.policy());
      int before = losses;
      switch (functions.get(random.nextInt(functions.size())).count(quota).verdict()) {
        case RateVerdict.Passed(int left, int _) -> {
          happened.add(Event.PASSED);
          require(passed.merge(row, 1, Integer::sum) <= most, LIMIT_EXCEEDED);
          require(left >= most - given(row), "says less than is left");
          require(left < most, "says that all is left");
        }
        case RateVerdict.Refused _ -> {
          happened.add(Event.REFUSED);
          require(given(row) == most, "refused while permits are left");
        }
        case RateVerdict.Unknown _ -> require(losses > before, "uncounted without a reason");
      }
    }

    private void require(boolean holds, String otherwise) {
      if (!holds) {
        faults.add(otherwise);
      }
    }

    private int given(Row row) {
      return given.getOrDefault(row, 0);
    }

    /** The thread of a lease: it may take longer than its request waits. */
    private void start(Runnable lease) {
      if (chance(5)) {
        losses++;
        happened.add(Event.ANSWER_LATE);
        onTheirWay.add(lease);
      } else {
        lease.run();
      }
    }

    @Override
    public Lease lease(Quota quota, Instant minute, int permits, int most) {
      if (permits > 1) {
        happened.add(Event.LEASED_SEVERAL);
      }
      var row = new Row(quota, minute);
      if (chance(3)) {
        throw lose(Event.CALL_LOST);
      }
      if (chance(3)) {
        onTheirWay.add(() -> take(row, permits, most));
        throw lose(Event.CALL_LATE);
      }
      Lease lease = take(row, permits, most);
      if (chance(3)) {
        throw lose(Event.ANSWER_LOST);
      }
      if (lease.permits() == 0 && lease.left() > 0) {
        happened.add(Event.LEASED_WHAT_IS_LEFT);
      }
      return lease;
    }

    private RuntimeException lose(Event what) {
      losses++;
      happened.add(what);
      return noAnswer;
    }

    private Lease take(Row row, int permits, int most) {
      int before = given(row);
      if (before + permits > most) {
        return new Lease(0, Math.max(0, most - before));
      }
      switch (write) {
        case CONDITIONAL -> set(row, before + permits, most);
        case ADDED_AFTER -> onTheirWay.add(() -> set(row, given(row) + permits, most));
        case READ_THEN_WRITTEN -> onTheirWay.add(() -> set(row, before + permits, most));
      }
      return new Lease(permits, most - before - permits);
    }

    private void set(Row row, int sum, int most) {
      given.put(row, sum);
      require(sum <= most, LIMIT_EXCEEDED);
    }
  }
}
