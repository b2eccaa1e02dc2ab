package io.entryguard.resources.reliability;

import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.OrganizationStore;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.resource.ResourceLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * A run of a few concurrent callers of one organization, which create, retry, list, get, change and
 * delete, while sessions begin and end. The seed decides the callers' actions, their interleaving
 * and the faults.
 */
final class SeededRun {
  private static final List<String> KEYS = List.of("key-1", "key-2");
  private static final int MAX_TRIES = 2;

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
    this.backend = factory.open(faults, interleaving::pause);
    this.limit = 1 + random.nextInt(4);
    var organization = new OrganizationId(uuid());
    this.credential =
        new Credential(organization, new CredentialId(uuid()), "Account", Provider.AWS, false, 1);
    this.calls = new RecordedCalls(new Service(backend, new ResourceLimits(limit)), credential);
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  /** Runs the seed and returns the result, with no violations if all invariants hold. */
  static Result of(long seed, Map<Fault, Double> probabilities, Backend.Factory factory) {
    var run = new SeededRun(seed, probabilities, factory);
    try (Backend backend = run.backend) {
      run.run(backend.accounts());
    }
    return new Result(
        seed,
        run.credential.organization(),
        run.violations,
        run.calls.history(),
        run.faults.happened());
  }

  /**
   * The result of a run.
   *
   * @param faults the number of faults by kind
   */
  record Result(
      long seed,
      OrganizationId organization,
      List<String> violations,
      History history,
      Map<Fault, Integer> faults) {
    @Override
    public String toString() {
      return "seed %d: %s%n%s".formatted(seed, String.join("; ", violations), history);
    }
  }

  private void run(OrganizationStore accounts) {
    accounts.save(
        new Organization(
            credential.organization(),
            "Acme",
            Tier.FREE,
            OrganizationStatus.ACTIVE,
            OptionalInt.empty(),
            0,
            false,
            1));
    accounts.save(credential);

    if (random.nextBoolean()) {
      calls.create(Optional.empty());
    }
    interleaving.run(callers());
    backend.settle();
    calls.list();
    check();
  }

  private List<Runnable> callers() {
    List<Runnable> callers = new ArrayList<>();
    for (int i = 2 + random.nextInt(4); i > 0; i--) {
      int count = 2 + random.nextInt(4);
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
    History history = calls.history();
    Books books = backend.booksOf(credential.organization(), Set.copyOf(KEYS));
    violations.addAll(calls.violations());
    violations.addAll(books.violations(limit, history.mayBeGone()));
    calls
        .granted()
        .forEach((key, responses) -> {
          if (!responses.stream().allMatch(response -> isSame(response, responses.getFirst()))) {
            violations.add("the answers under " + key + " differ");
          }
          if (!responses.getFirst().createdId().equals(books.records().get(key))) {
            violations.add("what was granted under " + key + " has no record");
          }
        });
    if (!history.hasOrder(limit)) {
      violations.add("the history has no order");
    }
  }

  private static boolean isSame(Response one, Response other) {
    return one.body().equals(other.body()) && one.createdId().equals(other.createdId());
  }
}
