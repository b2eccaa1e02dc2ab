package io.entryguard.resources.reliability;

import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.testing.Samples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Concurrent callers of one organization after the other. */
final class ManyCallers {
  static final int CALLERS = 16;
  static final int LIMIT = 3;

  /** Of one caller in the life of an organization. */
  private static final int CALLS_EACH = 3;

  private final Backend backend;
  private final Service service;

  ManyCallers(Backend backend) {
    this.backend = backend;
    this.service = new Service(backend, Samples.FREE_3);
  }

  /** A delete and its response. */
  record Deletion(String id, Response response) {}

  /** The responses to one caller, or to all callers of one organization. */
  record Responses(List<Response> creates, List<Deletion> deletions) {
    Responses {
      creates = List.copyOf(creates);
      deletions = List.copyOf(deletions);
    }

    private static Responses all(List<Responses> callers) {
      return new Responses(
          callers.stream().map(Responses::creates).flatMap(List::stream).toList(),
          callers.stream().map(Responses::deletions).flatMap(List::stream).toList());
    }
  }

  /** What the callers of one organization were told, and its state afterwards. */
  record Outcome(Responses responses, StoredState stored) {
    /** The ids that responses to creates name. */
    Set<String> created() {
      return responses.creates().stream()
          .filter(Response::isCreated)
          .map(Response::createdId)
          .collect(Collectors.toUnmodifiableSet());
    }

    long refused() {
      return responses.creates().stream().filter(Response::isLimitReached).count();
    }

    long unavailableCreates() {
      return responses.creates().stream().filter(Response::isUnavailable).count();
    }

    /** The ids of resources with a delete whose response matches. */
    Set<String> deleted(Predicate<Response> response) {
      return responses.deletions().stream()
          .filter(deletion -> response.test(deletion.response()))
          .map(Deletion::id)
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /** Lets every caller create one resource. */
  List<Outcome> createOnce(int organizations) throws InterruptedException, ExecutionException {
    return outcomes(
        organizations,
        credential -> new Responses(List.of(create(credential)), List.of()),
        Set.of());
  }

  /** The same, and those who have created one delete it and create another. */
  List<Outcome> createAndReplace(int organizations)
      throws InterruptedException, ExecutionException {
    return outcomes(organizations, this::createAndReplace, Set.of());
  }

  private Responses createAndReplace(Credential credential) {
    Response first = create(credential);
    if (!first.isCreated()) {
      return new Responses(List.of(first), List.of());
    }
    Deletion deletion = delete(credential, first.createdId());
    return new Responses(List.of(first, create(credential)), List.of(deletion));
  }

  private Response create(Credential credential) {
    return service.create(credential, "Resource", Optional.empty());
  }

  private Deletion delete(Credential credential, String id) {
    return new Deletion(id, service.delete(credential.organization(), id, Optional.empty()));
  }

  /**
   * Lets all callers send the same creates with the same keys repeatedly, until there are {@code
   * retries} more responses than the first ones. Before the last time, they delete what they have
   * created.
   */
  List<Outcome> createRepeatedly(int organizations, Set<String> keys, int retries)
      throws InterruptedException, ExecutionException {
    return outcomes(organizations, credential -> sendAgain(credential, keys, retries), keys);
  }

  private Responses sendAgain(Credential credential, Set<String> keys, int retries) {
    List<Response> creates = new ArrayList<>();
    List<Deletion> deletions = new ArrayList<>();
    for (int i = 0; i <= retries; i++) {
      if (i == retries) {
        creates.stream()
            .filter(Response::isCreated)
            .map(Response::createdId)
            .distinct()
            .forEach(id -> deletions.add(delete(credential, id)));
      }
      for (String key : keys) {
        creates.add(service.create(credential, "Resource of " + key, Optional.of(key)));
      }
    }
    return new Responses(creates, deletions);
  }

  /**
   * What the callers of one organization were told.
   *
   * @param violations what is wrong with that, and with what is stored afterwards
   */
  record Life(OrganizationId organization, List<String> violations, History history) {}

  /** Lets all callers create, list, get, change and delete the same few resources. */
  List<Life> live(int organizations, long seed) throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
      List<RecordedCalls> calls =
          all(threads, newAccounts(organizations)).stream()
              .map(credential -> new RecordedCalls(service, credential))
              .toList();
      List<Callable<RecordedCalls>> callers = new ArrayList<>();
      for (int i = 0; i < organizations * CALLERS; i++) {
        RecordedCalls own = calls.get(i / CALLERS);
        var random = new Random(seed + i);
        callers.add(() -> {
          for (int call = 0; call < CALLS_EACH; call++) {
            callAny(own, random);
          }
          return own;
        });
      }
      var _ = all(threads, callers);
      backend.settle();
      List<Callable<Life>> lives = new ArrayList<>();
      for (RecordedCalls own : calls) {
        lives.add(() -> {
          own.list();
          List<String> violations = own.violations(own.readStored(backend, Set.of()), LIMIT);
          return new Life(own.organization(), violations, own.history());
        });
      }
      return all(threads, lives);
    }
  }

  private static void callAny(RecordedCalls calls, Random random) {
    switch (random.nextInt(8)) {
      case 0, 1 -> {
        var _ = calls.create(Optional.empty());
      }
      case 2 -> calls.list();
      default -> calls.useAny(random);
    }
  }

  /**
   * What all callers were told, and what is stored afterwards.
   *
   * @param caller what each does
   */
  private List<Outcome> outcomes(
      int organizations, Function<Credential, Responses> caller, Set<String> keys)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
      List<Credential> credentials = all(threads, newAccounts(organizations));
      List<Callable<Responses>> callers = new ArrayList<>();
      for (Credential credential : credentials) {
        callers.addAll(Collections.nCopies(CALLERS, () -> caller.apply(credential)));
      }
      List<Responses> responses = all(threads, callers);
      backend.settle();
      List<Callable<Outcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < organizations; i++) {
        OrganizationId organization = credentials.get(i).organization();
        Responses own = Responses.all(responses.subList(i * CALLERS, (i + 1) * CALLERS));
        outcomes.add(() -> new Outcome(own, backend.stateOf(organization, keys)));
      }
      return all(threads, outcomes);
    }
  }

  /** The elements of the first set that are not in the second. */
  static Set<String> difference(Set<String> first, Set<String> second) {
    return first.stream()
        .filter(element -> !second.contains(element))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static <T> List<T> all(ExecutorService threads, List<Callable<T>> calls)
      throws InterruptedException, ExecutionException {
    List<T> results = new ArrayList<>();
    for (Future<T> done : threads.invokeAll(calls)) {
      results.add(done.get());
    }
    return results;
  }

  private List<Callable<Credential>> newAccounts(int count) {
    List<Callable<Credential>> accounts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      accounts.add(() -> {
        OrganizationId organization = Samples.organizationId();
        Credential credential = Samples.credential(organization, Provider.AWS);
        backend.accounts().save(Samples.organization(organization, Tier.FREE));
        backend.accounts().save(credential);
        return credential;
      });
    }
    return accounts;
  }
}
