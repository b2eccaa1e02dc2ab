package io.entryguard.resources.reliability;

import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.Organization;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.OrganizationStatus;
import io.entryguard.resources.organization.OrganizationStore;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.reliability.Observation.Created;
import io.entryguard.resources.reliability.Observation.Listed;
import io.entryguard.resources.reliability.Observation.Refused;
import io.entryguard.resources.reliability.Observation.Replayed;
import io.entryguard.resources.reliability.Observation.Unanswered;
import io.entryguard.resources.resource.ResourceLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * A run of a few concurrent callers of one organization, which create, retry and list. The seed
 * decides the callers' actions, their interleaving and the faults.
 */
final class SeededRun {
  private static final List<String> KEYS = List.of("key-1", "key-2");
  private static final int MAX_TRIES = 3;

  private final Random random;
  private final Interleaving interleaving;
  private final Faults faults;
  private final Backend backend;
  private final Credential credential;
  private final int limit;
  private final Service service;
  private final History history = new History();
  private final Map<String, List<Response>> granted = new HashMap<>();
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
    this.service = Service.on(backend.resources(), backend.catalog(), new ResourceLimits(limit));
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
    return new Result(seed, run.violations, run.history, run.faults.happened());
  }

  /**
   * The result of a run.
   *
   * @param faults the number of faults by kind
   */
  record Result(long seed, List<String> violations, History history, Map<Fault, Integer> faults) {
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

    interleaving.run(callers());
    backend.settle();
    list();

    check();
  }

  private List<Runnable> callers() {
    List<Runnable> callers = new ArrayList<>();
    int count = 3 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      List<Runnable> calls = new ArrayList<>();
      int callCount = 1 + random.nextInt(3);
      for (int j = 0; j < callCount; j++) {
        calls.add(
            switch (random.nextInt(4)) {
              case 0 -> this::list;
              case 1 -> () -> create(Optional.empty());
              default -> {
                String key = KEYS.get(random.nextInt(KEYS.size()));
                yield () -> createUntilResponse(key);
              }
            });
      }
      callers.add(() -> calls.forEach(Runnable::run));
    }
    return callers;
  }

  private void createUntilResponse(String key) {
    for (int tries = 1; tries <= MAX_TRIES; tries++) {
      if (!create(Optional.of(key)).isUnavailable()) {
        return;
      }
    }
  }

  private Response create(Optional<String> key) {
    long start = history.begin();
    Response response = service.create(credential, "Resource of " + key.orElse("nobody"), key);
    observationOf(response, key).ifPresent(observed -> history.end(start, observed));
    if (response.isCreated() && key.isPresent()) {
      granted.computeIfAbsent(key.get(), _ -> new ArrayList<>()).add(response);
    }
    return response;
  }

  private Optional<Observation> observationOf(Response response, Optional<String> key) {
    if (response.isCreated()) {
      String id = response.createdId();
      return Optional.of(
          response.isReplayed() ? new Replayed(key.orElseThrow(), id) : new Created(key, id));
    }
    if (response.isLimitReached()) {
      return Optional.of(new Refused(key));
    }
    if (response.isUnavailable()) {
      return Optional.of(new Unanswered(key));
    }
    violations.add("a create was answered " + response);
    return Optional.empty();
  }

  private void list() {
    long start = history.begin();
    Response response = service.list(credential.organization());
    if (response.status() == 200) {
      history.end(start, new Listed(response.ids()));
    } else if (!response.isUnavailable()) {
      violations.add("a list was answered " + response);
    }
  }

  private void check() {
    Books books = backend.booksOf(credential.organization(), Set.copyOf(KEYS));
    violations.addAll(books.violations(limit));
    granted.forEach((key, responses) -> {
      if (!responses.stream().allMatch(response -> isSame(response, responses.getFirst()))) {
        violations.add("the answers under " + key + " differ");
      }
      if (!responses.getFirst().createdId().equals(books.records().get(key))) {
        violations.add("what was granted under " + key + " has no record");
      }
    });
    if (HistoryChecker.orderOf(limit, history.operations()).isEmpty()) {
      violations.add("the history has no order");
    }
  }

  private static boolean isSame(Response one, Response other) {
    return one.body().equals(other.body()) && one.createdId().equals(other.createdId());
  }
}
