package io.entryguard.resources.reliability;

import static io.entryguard.resources.reliability.EverySchedule.Action.CREATE;
import static io.entryguard.resources.reliability.EverySchedule.Action.CREATE_WITH_KEY;
import static io.entryguard.resources.reliability.EverySchedule.Action.DELETE_IF_MATCH;
import static io.entryguard.resources.reliability.EverySchedule.Action.UPDATE;
import static io.entryguard.resources.reliability.EverySchedule.Action.UPDATE_IF_MATCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.change.ResourceChanges;
import io.entryguard.resources.create.AddOutcome;
import io.entryguard.resources.create.Creation;
import io.entryguard.resources.create.CreationContext;
import io.entryguard.resources.create.ResourceStore;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.reliability.EverySchedule.Action;
import io.entryguard.resources.reliability.EverySchedule.Result;
import io.entryguard.resources.resource.ResourceLimits;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.testing.InMemoryResourceStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Three callers in every order: without faults in every build, with every choice of up to two in
 * soak tests, and of as many as {@code -Dfaults} says.
 */
@Tag("reliability")
final class EveryScheduleTest {
  private static final int FAULTS = Integer.getInteger("faults", Scale.of(0, 1) == 0 ? 0 : 2);

  /** All combinations of what three callers may do. */
  private static List<List<Action>> combinations() {
    List<List<Action>> combinations = new ArrayList<>();
    for (Action first : Action.values()) {
      for (Action second : Action.values()) {
        for (Action third : Action.values()) {
          if (first.compareTo(second) <= 0 && second.compareTo(third) <= 0) {
            combinations.add(List.of(first, second, third));
          }
        }
      }
    }
    return combinations;
  }

  @Test
  void keepsEveryPromise() throws Exception {
    List<Result> results = new ArrayList<>();
    // In virtual threads it costs little that one caller waits for the other.
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Result>> running =
          combinations().stream()
              .map(callers ->
                  threads.submit(() -> EverySchedule.of(callers, FAULTS, InMemoryBackend::new)))
              .toList();
      for (Future<Result> result : running) {
        results.add(result.get());
      }
    }

    System.out.printf(
        "every schedule: %d combinations of 3 callers, up to %d faults, %,d schedules, %,d"
            + " different histories%n",
        results.size(),
        FAULTS,
        results.stream().mapToLong(Result::schedules).sum(),
        results.stream().mapToLong(Result::histories).sum());
    assertThat(results).hasSize(165).flatExtracting(Result::violations).isEmpty();
  }

  private static List<String> violations(
      List<Action> callers,
      Function<InMemoryResourceStore, ResourceStore> resources,
      Function<InMemoryResourceStore, ResourceChanges> changes) {
    return EverySchedule.of(
            callers,
            0,
            (faults, boundary) -> new InMemoryBackend(faults, boundary, resources, changes))
        .violations();
  }

  private static ResourceChanges lastWriteWins(InMemoryResourceStore store) {
    return new LastWriteWins(store, store);
  }

  @Test
  void detectsACreateThatCountsAndThenPuts() {
    assertThat(violations(List.of(CREATE, CREATE), CountThenPut::new, store -> store))
        .anyMatch(violation -> violation.contains("past the limit"));
  }

  @Test
  void detectsAKeyThatIsNotLookedAtAgain() {
    assertThat(
            violations(
                List.of(CREATE_WITH_KEY, CREATE_WITH_KEY), CountThenPut::new, store -> store))
        .contains("the history has no order");
  }

  @Test
  void detectsAnUpdateOfWhateverIsThere() {
    assertThat(
            violations(
                List.of(UPDATE, UPDATE_IF_MATCH), store -> store, EveryScheduleTest::lastWriteWins))
        .contains("the history has no order");
  }

  @Test
  void detectsADeleteOfWhateverIsThere() {
    assertThat(
            violations(
                List.of(UPDATE, DELETE_IF_MATCH), store -> store, EveryScheduleTest::lastWriteWins))
        .contains("the history has no order");
  }

  /** Counts when it reads, and does not look again when it writes. */
  private record CountThenPut(InMemoryResourceStore store) implements ResourceStore {
    private static final ResourceLimits ANY = new ResourceLimits(Integer.MAX_VALUE);

    @Override
    public CreationContext contextOf(
        OrganizationId organization,
        CredentialId credential,
        Optional<IdempotencyKey> key,
        Deadline deadline) {
      return store.contextOf(organization, credential, key, deadline);
    }

    @Override
    public AddOutcome add(Creation creation, CreationContext before, Deadline deadline) {
      return before.organization().isEmpty()
          ? new AddOutcome.Refused(before)
          : store.add(
              new Creation(creation.organization(), creation.resource(), ANY, Optional.empty()),
              before,
              deadline);
    }
  }
}
