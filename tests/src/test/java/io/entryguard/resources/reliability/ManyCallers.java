package io.entryguard.resources.reliability;

import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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

  /** The responses to the callers of one organization, and its state afterwards. */
  record Outcome(List<Response> responses, Books books) {
    long created() {
      return responses.stream().filter(Response::isCreated).count();
    }

    long refused() {
      return responses.stream().filter(Response::isLimitReached).count();
    }

    long unavailable() {
      return responses.stream().filter(Response::isUnavailable).count();
    }
  }

  /** Lets every caller create one resource. */
  List<Outcome> createOnce(int organizations) throws InterruptedException, ExecutionException {
    return outcomes(
        organizations,
        credential -> {
          List<Callable<List<Response>>> callers = new ArrayList<>();
          for (int i = 0; i < CALLERS; i++) {
            callers.add(() -> List.of(service.create(credential, "Resource", Optional.empty())));
          }
          return callers;
        },
        Set.of());
  }

  /**
   * Lets all callers send the same creates with the same keys repeatedly, until there are {@code
   * retries} more responses than the first ones.
   */
  List<Outcome> createRepeatedly(int organizations, Set<String> keys, int retries)
      throws InterruptedException, ExecutionException {
    return outcomes(
        organizations,
        credential -> {
          List<Callable<List<Response>>> callers = new ArrayList<>();
          for (int i = 0; i < CALLERS; i++) {
            callers.add(() -> sendAgain(credential, keys, retries));
          }
          return callers;
        },
        keys);
  }

  private List<Response> sendAgain(Credential credential, Set<String> keys, int retries) {
    List<Response> responses = new ArrayList<>();
    for (int i = 0; i <= retries; i++) {
      for (String key : keys) {
        responses.add(service.create(credential, "Resource of " + key, Optional.of(key)));
      }
    }
    return responses;
  }

  /**
   * What the callers of one organization were told, and its state afterwards.
   *
   * @param violations what is wrong with single answers
   */
  record Life(OrganizationId organization, List<String> violations, History history, Books books) {}

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
          OrganizationId organization = own.organization();
          return new Life(
              organization,
              own.violations(),
              own.history(),
              backend.booksOf(organization, Set.of()));
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

  private List<Outcome> outcomes(int organizations, Callers callers, Set<String> keys)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
      List<Credential> credentials = all(threads, newAccounts(organizations));
      List<List<Response>> responses =
          all(threads, credentials.stream().map(callers::of).flatMap(List::stream).toList());
      backend.settle();
      List<Callable<Outcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < organizations; i++) {
        OrganizationId organization = credentials.get(i).organization();
        List<Response> own =
            responses.subList(i * CALLERS, (i + 1) * CALLERS).stream()
                .flatMap(List::stream)
                .toList();
        outcomes.add(() -> new Outcome(own, backend.booksOf(organization, keys)));
      }
      return all(threads, outcomes);
    }
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

  @FunctionalInterface
  private interface Callers {
    List<Callable<List<Response>>> of(Credential credential);
  }
}
