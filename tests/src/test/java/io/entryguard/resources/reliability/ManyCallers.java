package io.entryguard.resources.reliability;

import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.organization.Tier;
import io.entryguard.resources.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Many callers in as many threads, all on one organization, and then on the next one. */
final class ManyCallers {
  static final int CALLERS = 16;
  static final int LIMIT = 3;

  private final Backend backend;
  private final Service service;

  ManyCallers(Backend backend) {
    this.backend = backend;
    this.service = Service.on(backend.resources(), backend.catalog(), Samples.FREE_3);
  }

  /** What the callers of one organization were answered, and what it holds after that. */
  record Outcome(List<Answer> answers, Books books) {
    long created() {
      return answers.stream().filter(Answer::isCreated).count();
    }

    long refused() {
      return answers.stream().filter(Answer::isLimitReached).count();
    }

    long unavailable() {
      return answers.stream().filter(Answer::isUnavailable).count();
    }
  }

  /** Every caller creates one resource. */
  List<Outcome> createOnce(int organizations) throws InterruptedException, ExecutionException {
    return outcomes(
        organizations,
        credential -> {
          List<Callable<List<Answer>>> callers = new ArrayList<>();
          for (int i = 0; i < CALLERS; i++) {
            callers.add(() -> List.of(service.create(credential, "Resource", Optional.empty())));
          }
          return callers;
        },
        Set.of());
  }

  /**
   * All callers send the same creates under the same keys, each again and again until {@code
   * retries} more were answered than the first.
   */
  List<Outcome> createAgainAndAgain(int organizations, Set<String> keys, int retries)
      throws InterruptedException, ExecutionException {
    return outcomes(
        organizations,
        credential -> {
          List<Callable<List<Answer>>> callers = new ArrayList<>();
          for (int i = 0; i < CALLERS; i++) {
            callers.add(() -> sendAgain(credential, keys, retries));
          }
          return callers;
        },
        keys);
  }

  private List<Answer> sendAgain(Credential credential, Set<String> keys, int retries) {
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i <= retries; i++) {
      for (String key : keys) {
        answers.add(service.create(credential, "Resource of " + key, Optional.of(key)));
      }
    }
    return answers;
  }

  private List<Outcome> outcomes(int organizations, Callers callers, Set<String> keys)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
      List<Credential> credentials = all(threads, newAccounts(organizations));
      List<List<Answer>> answers =
          all(threads, credentials.stream().map(callers::of).flatMap(List::stream).toList());
      backend.settle();
      List<Callable<Outcome>> outcomes = new ArrayList<>();
      for (int i = 0; i < organizations; i++) {
        OrganizationId organization = credentials.get(i).organization();
        List<Answer> own =
            answers.subList(i * CALLERS, (i + 1) * CALLERS).stream().flatMap(List::stream).toList();
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
    List<Callable<List<Answer>>> of(Credential credential);
  }
}
