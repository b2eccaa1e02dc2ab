package io.entryguard.resources.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.reliability.ManyCallers.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Concurrent callers of one organization reach exactly its limit. */
@Tag("reliability")
final class LimitTest {
  private final TestTable table = TestTable.create();

  private ManyCallers callers(Faults faults) {
    return new ManyCallers(new DynamoDbBackend(table, faults, () -> {}));
  }

  private static void assertCounted(Outcome outcome) {
    assertThat(outcome.stored().violations(ManyCallers.LIMIT, Set.of())).isEmpty();
  }

  @Test
  void isReachedAndNotExceededBy16ConcurrentCallers() throws Exception {
    int organizations = Scale.of(40, 1_000);

    List<Outcome> outcomes = callers(Faults.none()).createOnce(organizations);

    assertThat(outcomes)
        .hasSize(organizations)
        .allSatisfy(outcome -> {
          assertCounted(outcome);
          assertThat(outcome.created()).hasSize(ManyCallers.LIMIT);
          assertThat(outcome.refused()).isEqualTo(ManyCallers.CALLERS - ManyCallers.LIMIT);
          assertThat(outcome.stored().resources().keySet()).isEqualTo(outcome.created());
        });
    System.out.printf("limit: %,d organizations x 16 callers%n", organizations);
  }

  @Test
  void isNotExceededWithConflictsAndLostResponses() throws Exception {
    int organizations = Scale.of(20, 250);
    var faults = new Faults(Scale.firstSeed(), Faults.CONFLICTS_AND_LOST_ANSWERS);

    List<Outcome> outcomes = callers(faults).createOnce(organizations);

    Map<Fault, Integer> happened = faults.happened();
    assertThat(outcomes)
        .hasSize(organizations)
        .allSatisfy(outcome -> {
          assertCounted(outcome);
          int created = outcome.created().size();
          int unavailable = (int) outcome.unavailableCreates();
          assertThat(created + outcome.refused() + unavailable).isEqualTo(ManyCallers.CALLERS);
          assertThat(outcome.stored().resources()).hasSizeBetween(created, created + unavailable);
          // Nobody is refused below the limit.
          assertThat(outcome.refused() == 0 || created + unavailable >= ManyCallers.LIMIT).isTrue();
        });
    assertThat(happened).containsKeys(Fault.CONFLICT, Fault.LOST_ANSWER);
    System.out.printf(
        "limit under faults: %,d organizations x 16 callers, %s, seed %d%n",
        organizations, happened, Scale.firstSeed());
  }

  /** Every caller that deletes creates again afterwards, so the organization is full at the end. */
  @Test
  void isReachedAgainWhereCallersDelete() throws Exception {
    int organizations = Scale.of(20, 250);

    List<Outcome> outcomes = callers(Faults.none()).createAndReplace(organizations);

    assertThat(outcomes)
        .hasSize(organizations)
        .allSatisfy(outcome -> {
          assertCounted(outcome);
          assertThat(outcome.unavailableCreates()).isZero();
          assertThat(outcome.deleted(response -> response.status() != 204)).isEmpty();
          assertThat(outcome.stored().resources())
              .hasSize(ManyCallers.LIMIT)
              .containsOnlyKeys(
                  ManyCallers.difference(
                      outcome.created(), outcome.deleted(response -> response.status() == 204)));
        });
    System.out.printf("limit with deletes: %,d organizations x 16 callers%n", organizations);
  }

  @Test
  void isNotExceededWithDeletesConflictsAndLostResponses() throws Exception {
    int organizations = Scale.of(20, 250);
    var faults = new Faults(Scale.firstSeed(), Faults.CONFLICTS_AND_LOST_ANSWERS);

    List<Outcome> outcomes = callers(faults).createAndReplace(organizations);

    Map<Fault, Integer> happened = faults.happened();
    assertThat(outcomes)
        .hasSize(organizations)
        .allSatisfy(outcome -> {
          assertCounted(outcome);
          assertThat(outcome.responses().creates())
              .allMatch(
                  response ->
                      response.isCreated() || response.isLimitReached() || response.isUnavailable(),
                  "201, 400 or 503");
          Set<String> deleted = outcome.deleted(response -> response.status() == 204);
          Set<String> perhapsDeleted = outcome.deleted(Response::isUnavailable);
          assertThat(deleted.size() + perhapsDeleted.size())
              .isEqualTo(outcome.responses().deletions().size());
          Set<String> stored = outcome.stored().resources().keySet();
          assertThat(stored)
              .doesNotContainAnyElementsOf(deleted)
              .containsAll(
                  ManyCallers.difference(
                      ManyCallers.difference(outcome.created(), deleted), perhapsDeleted));
          assertThat(ManyCallers.difference(stored, outcome.created()))
              .hasSizeLessThanOrEqualTo((int) outcome.unavailableCreates());
        });
    assertThat(happened).containsKeys(Fault.CONFLICT, Fault.LOST_ANSWER);
    System.out.printf(
        "limit with deletes and faults: %,d organizations x 16 callers, %s, seed %d%n",
        organizations, happened, Scale.firstSeed());
  }
}
