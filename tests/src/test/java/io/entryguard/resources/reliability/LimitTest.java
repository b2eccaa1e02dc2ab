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

  @Test
  void isReachedAndNotExceededBy16ConcurrentCallers() throws Exception {
    int organizations = Scale.of(40, 1_000);

    List<Outcome> outcomes = callers(Faults.none()).createOnce(organizations);

    assertThat(outcomes)
        .hasSize(organizations)
        .allSatisfy(outcome -> {
          assertThat(outcome.books().violations(ManyCallers.LIMIT, Set.of())).isEmpty();
          assertThat(outcome.books().count()).isEqualTo(ManyCallers.LIMIT);
          assertThat(outcome.created()).isEqualTo(ManyCallers.LIMIT);
          assertThat(outcome.refused()).isEqualTo(ManyCallers.CALLERS - ManyCallers.LIMIT);
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
          assertThat(outcome.books().violations(ManyCallers.LIMIT, Set.of())).isEmpty();
          assertThat(outcome.created()).isLessThanOrEqualTo(ManyCallers.LIMIT);
          assertThat(outcome.books().resources())
              .hasSizeBetween(
                  (int) outcome.created(), (int) (outcome.created() + outcome.unavailable()));
          assertThat(outcome.created() + outcome.refused() + outcome.unavailable())
              .isEqualTo(ManyCallers.CALLERS);
        });
    assertThat(happened).containsKeys(Fault.CONFLICT, Fault.LOST_ANSWER);
    System.out.printf(
        "limit under faults: %,d organizations x 16 callers, %s, seed %d%n",
        organizations, happened, Scale.firstSeed());
  }
}
