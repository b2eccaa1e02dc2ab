package io.entryguard.resources.reliability;

import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.resource.ResourceLimits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A few concurrent callers of one organization, each with one request, in every order of their
 * calls to the store and with every choice of faults up to a number.
 *
 * <p>A caller waits before each of its calls to the store, and nowhere else: what it does between
 * two of them, nobody sees. A request begins with the first of them and ends with the last. So each
 * order that callers can tell from others is tried, with as little overlap as it can have, which
 * leaves the checker the fewest ways to explain it.
 */
final class EverySchedule {
  private static final String KEY = "key-1";

  /** One place is free while the first resource is there. */
  private static final int LIMIT = 2;

  private static final int MAX_TRIES = 2;

  /** What a caller does. The resource is one that was there before. */
  enum Action {
    CREATE,
    /** Until it is answered, twice at most. All callers use one key. */
    CREATE_WITH_KEY,
    UPDATE,
    /** If it is as it was at first. */
    UPDATE_IF_MATCH,
    DELETE,
    /** If it is as it was at first. */
    DELETE_IF_MATCH,
    GET,
    LIST,
    /** The product reports a session. */
    REPORT
  }

  /**
   * What all schedules came to.
   *
   * @param histories how many different ones there were
   * @param violations those of the first schedule that had any, with its choices and its history
   */
  record Result(long schedules, int histories, List<String> violations) {
    Result {
      violations = List.copyOf(violations);
    }
  }

  private final Interleaving interleaving;
  private final ChosenFaults faults;
  private final Backend backend;
  private final Credential credential =
      new Credential(
          new OrganizationId(new UUID(0, 1)),
          new CredentialId(new UUID(0, 2)),
          "Account",
          Provider.AWS,
          false,
          1);
  private final RecordedCalls calls;

  /** Whether the one caller that runs is about to make a request's first call to the store. */
  private boolean begins = true;

  private EverySchedule(Choices choices, Backend.Factory factory) {
    this.interleaving = new Interleaving(choices::choose);
    this.faults = new ChosenFaults(choices);
    this.backend = factory.open(faults, this::boundary);
    this.calls = new RecordedCalls(new Service(backend, new ResourceLimits(LIMIT)), credential);
  }

  /** Runs all schedules of these callers, or all up to the first with a violation. */
  static Result of(List<Action> callers, int maxFaults, Backend.Factory factory) {
    var choices = new Choices();
    Set<String> histories = new HashSet<>();
    long schedules = 0;
    do {
      schedules++;
      var run = new EverySchedule(choices, factory);
      run.run(callers, maxFaults);
      List<String> violations = run.violations(histories);
      if (!violations.isEmpty()) {
        violations.add("choices %s%n%s".formatted(choices, run.calls.history()));
        return new Result(schedules, histories.size(), violations);
      }
    } while (choices.advance());
    return new Result(schedules, histories.size(), List.of());
  }

  private void run(List<Action> callers, int maxFaults) {
    backend.register(credential);
    Response first = calls.create(Optional.empty());
    String id = first.createdId();
    String tag = first.tag().orElseThrow();

    faults.allow(maxFaults);
    interleaving.run(
        callers.stream().<Runnable>map(action -> () -> request(action, id, tag)).toList());
    backend.settle();
    calls.list();
  }

  private void request(Action action, String id, String tag) {
    begins = true;
    switch (action) {
      case CREATE -> calls.create(Optional.empty());
      case CREATE_WITH_KEY -> {
        for (int tries = 1;
            calls.create(Optional.of(KEY)).isUnavailable() && tries < MAX_TRIES;
            tries++) {
          interleaving.pause();
          begins = true;
        }
      }
      case UPDATE -> calls.update(id, Optional.empty());
      case UPDATE_IF_MATCH -> calls.update(id, Optional.of(tag));
      case DELETE -> calls.delete(id, Optional.empty());
      case DELETE_IF_MATCH -> calls.delete(id, Optional.of(tag));
      case GET -> calls.get(id);
      case LIST -> calls.list();
      case REPORT -> calls.report(id, 1);
    }
  }

  private void boundary() {
    if (begins) {
      begins = false;
    } else {
      interleaving.pause();
    }
  }

  /** Histories that were checked before are not checked again. */
  private List<String> violations(Set<String> checked) {
    List<String> violations =
        new ArrayList<>(calls.violations(calls.readStored(backend, Set.of(KEY)), LIMIT));
    History history = calls.history();
    if (checked.add(history.toString()) && !history.hasOrder(LIMIT)) {
      violations.add("the history has no order");
    }
    return violations;
  }
}
