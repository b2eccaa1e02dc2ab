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
 * A few callers of one organization at once, who create, send again what was not answered, and
 * list. The seed decides who they are and what they do, whose turn it is, and what goes wrong.
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
  private final Map<String, List<Answer>> granted = new HashMap<>();
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

  /** Runs the seed, and says what was wrong; empty if all was as promised. */
  static Result of(long seed, Map<Fault, Double> probabilities, Backend.Factory factory) {
    var run = new SeededRun(seed, probabilities, factory);
    try (Backend backend = run.backend) {
      run.run(backend.accounts());
    }
    return new Result(seed, run.violations, run.history, run.faults.happened());
  }

  /**
   * How a run ended.
   *
   * @param faults how many there were of each
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
                yield () -> createUntilAnswered(key);
              }
            });
      }
      callers.add(() -> calls.forEach(Runnable::run));
    }
    return callers;
  }

  private void createUntilAnswered(String key) {
    for (int tries = 1; tries <= MAX_TRIES; tries++) {
      if (!create(Optional.of(key)).isUnavailable()) {
        return;
      }
    }
  }

  private Answer create(Optional<String> key) {
    long start = history.begin();
    Answer answer = service.create(credential, "Resource of " + key.orElse("nobody"), key);
    observationOf(answer, key).ifPresent(observed -> history.end(start, observed));
    if (answer.isCreated() && key.isPresent()) {
      granted.computeIfAbsent(key.get(), _ -> new ArrayList<>()).add(answer);
    }
    return answer;
  }

  private Optional<Observation> observationOf(Answer answer, Optional<String> key) {
    if (answer.isCreated()) {
      String id = answer.createdId();
      return Optional.of(
          answer.isReplayed() ? new Replayed(key.orElseThrow(), id) : new Created(key, id));
    }
    if (answer.isLimitReached()) {
      return Optional.of(new Refused(key));
    }
    if (answer.isUnavailable()) {
      return Optional.of(new Unanswered(key));
    }
    violations.add("a create was answered " + answer);
    return Optional.empty();
  }

  private void list() {
    long start = history.begin();
    Answer answer = service.list(credential.organization());
    if (answer.status() == 200) {
      history.end(start, new Listed(answer.ids()));
    } else if (!answer.isUnavailable()) {
      violations.add("a list was answered " + answer);
    }
  }

  private void check() {
    Books books = backend.booksOf(credential.organization(), Set.copyOf(KEYS));
    violations.addAll(books.violations(limit));
    granted.forEach((key, answers) -> {
      if (!answers.stream().allMatch(answer -> isSame(answer, answers.getFirst()))) {
        violations.add("the answers under " + key + " differ");
      }
      if (!answers.getFirst().createdId().equals(books.records().get(key))) {
        violations.add("what was granted under " + key + " has no record");
      }
    });
    if (HistoryChecker.orderOf(limit, history.operations()).isEmpty()) {
      violations.add("the history has no order");
    }
  }

  private static boolean isSame(Answer one, Answer other) {
    return one.body().equals(other.body()) && one.createdId().equals(other.createdId());
  }
}
