package io.entryguard.resources.reliability;

import com.amazonaws.services.lambda.runtime.Context;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.resource.ResourceLimits;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.TestClock;
import io.entryguard.resources.testing.TestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A run of a few concurrent callers of one organization, which create, retry, list, get, change and
 * delete, while sessions begin and end; and then of others, at once or up to a day later. The seed
 * decides the callers' actions, their interleaving, the faults and the time that passes.
 */
final class SeededRun {
  private static final List<String> KEYS = List.of("key-1", "key-2");
  private static final int MAX_TRIES = 2;

  private static final Duration KEYS_LIVE = IdempotencyKey.Origin.USER.lifetime();

  /** Between a call to the store and the next of any caller. */
  private static final Duration A_STEP = Duration.ofSeconds(1);

  /** In an outage: the SDK tries for 7 seconds, and the caller waits before it retries. */
  static final Duration CALL_IN_AN_OUTAGE = Duration.ofSeconds(12);

  // Of functions, in seconds: where time-outs are among the faults, some end before their last
  // call.
  private static final int SHORTEST_TIME_OUT = 3;
  private static final int LONGEST_TIME_OUT = 60;

  private final TestClock clock = new TestClock(Samples.NOW);
  private final Random random;
  private final Interleaving interleaving;
  private final Faults faults;
  private final Backend backend;
  private final Credential credential;
  private final int limit;
  private final RecordedCalls calls;
  private final List<String> violations = new ArrayList<>();

  private SeededRun(long seed, Map<Fault, Double> probabilities, Backend.Factory factory) {
    this.random = new Random(seed);
    this.interleaving = new Interleaving(random.nextLong());
    this.faults = new Faults(random.nextLong(), probabilities);
    this.backend = factory.open(faults, this::step);
    this.limit = 1 + random.nextInt(4);
    var organization = new OrganizationId(uuid());
    this.credential =
        new Credential(organization, new CredentialId(uuid()), "Account", Provider.AWS, false, 1);
    Supplier<Context> invocations =
        probabilities.containsKey(Fault.TIME_OUT) ? this::invocation : () -> Service.PATIENT;
    this.calls =
        new RecordedCalls(
            new Service(backend, new ResourceLimits(limit), clock, invocations), credential);
  }

  /** Others may go on, and time passes. */
  private void step() {
    interleaving.pause();
    clock.pass(faults.isOutage() ? CALL_IN_AN_OUTAGE : A_STEP);
  }

  private Context invocation() {
    Instant end = clock.instant().plusSeconds(random.nextInt(SHORTEST_TIME_OUT, LONGEST_TIME_OUT));
    return new TestContext(
        "invocation-1", () -> (int) Duration.between(clock.instant(), end).toMillis());
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  /** Runs the seed and returns the result, with no violations if all invariants hold. */
  static Result of(long seed, Map<Fault, Double> probabilities, Backend.Factory factory) {
    var run = new SeededRun(seed, probabilities, factory);
    try (Backend backend = run.backend) {
      backend.register(run.credential);
      run.run();
    }
    return new Result(
        seed,
        run.credential.organization(),
        run.violations,
        run.calls.history(),
        run.faults.happened(),
        run.faults.longestOutage());
  }

  /**
   * The result of a run.
   *
   * @param faults the number of faults by kind
   * @param longestOutage the most calls in a row that an outage failed
   */
  record Result(
      long seed,
      OrganizationId organization,
      List<String> violations,
      History history,
      Map<Fault, Integer> faults,
      int longestOutage) {
    @Override
    public String toString() {
      return "seed %d: %s%n%s".formatted(seed, String.join("; ", violations), history);
    }
  }

  private void run() {
    if (random.nextBoolean()) {
      calls.create(Optional.empty());
    }
    interleaving.run(callers());
    switch (random.nextInt(3)) {
      case 0 -> clock.pass(KEYS_LIVE.minusHours(1));
      case 1 -> {
        clock.pass(KEYS_LIVE);
        calls.nextDay();
      }
      default -> {
        // The others go on at once.
      }
    }
    interleaving.run(callers());
    backend.settle();
    calls.list();
    check();
  }

  private List<Runnable> callers() {
    List<Runnable> callers = new ArrayList<>();
    for (int i = 2 + random.nextInt(3); i > 0; i--) {
      int count = 1 + random.nextInt(3);
      callers.add(() -> {
        for (int call = 0; call < count; call++) {
          call();
        }
      });
    }
    return callers;
  }

  private void call() {
    switch (random.nextInt(8)) {
      case 0 -> calls.list();
      case 1 -> calls.create(Optional.empty());
      case 2, 3 -> createUntilResponse(KEYS.get(random.nextInt(KEYS.size())));
      default -> calls.useAny(random);
    }
  }

  private void createUntilResponse(String key) {
    for (int tries = 1; tries <= MAX_TRIES; tries++) {
      if (!calls.create(Optional.of(key)).isUnavailable()) {
        return;
      }
    }
  }

  private void check() {
    violations.addAll(calls.violations(calls.readStored(backend, Set.copyOf(KEYS)), limit));
    if (!calls.history().hasOrder(limit)) {
      violations.add("the history has no order");
    }
  }
}
