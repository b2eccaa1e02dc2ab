package io.entryguard.resources.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.reliability.ManyCallers.Deletion;
import io.entryguard.resources.reliability.ManyCallers.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Repeated creates with idempotency keys by concurrent callers. */
@Tag("reliability")
final class KeyedRetriesTest {
  private static final Set<String> KEYS = Set.of("key-1", "key-2", "key-3");
  private static final int RETRIES = 2;

  /** The number of retries for each organization. */
  private static final int RETRIES_EACH = KEYS.size() * (ManyCallers.CALLERS * (RETRIES + 1) - 1);

  private final TestTable table = TestTable.create();

  @Test
  void createOneResourcePerKeyAndReplayResponses() throws Exception {
    int organizations = Scale.of(4, 10_000 / RETRIES_EACH + 1);
    var faults = new Faults(Scale.firstSeed(), Faults.EVERYTHING);
    var callers = new ManyCallers(new DynamoDbBackend(table, faults, () -> {}));

    List<Outcome> outcomes = callers.createRepeatedly(organizations, KEYS, RETRIES);

    assertThat(outcomes)
        .hasSize(organizations)
        .allSatisfy(outcome -> {
          StoredState stored = outcome.stored();
          assertThat(stored.violations(ManyCallers.LIMIT, outcome.created())).isEmpty();
          assertThat(stored.records().keySet()).isEqualTo(KEYS);
          assertThat(Set.copyOf(stored.records().values())).isEqualTo(outcome.created());
          assertCreatedOnceAndReplayed(outcome);
          assertDeletedOnce(outcome);
        });
    assertThat(outcomes).anyMatch(outcome -> outcome.stored().resources().isEmpty());
    Map<Fault, Integer> happened = faults.happened();
    // A rare fault may not occur in a quick run, because the calls depend on the callers' timing.
    assertThat(happened).containsKeys(Fault.CONFLICT, Fault.LOST_ANSWER);
    System.out.printf(
        "keyed creates: %,d retries, %,d of them replayed, %,d unavailable, %s, seed %d%n",
        (long) organizations * RETRIES_EACH,
        outcomes.stream()
            .flatMap(outcome -> outcome.responses().creates().stream())
            .filter(Response::isReplayed)
            .count(),
        outcomes.stream().mapToLong(Outcome::unavailableCreates).sum(),
        happened,
        Scale.firstSeed());
  }

  private static void assertCreatedOnceAndReplayed(Outcome outcome) {
    assertThat(outcome.responses().creates())
        .allMatch(response -> response.isCreated() || response.isUnavailable(), "201 or 503");
    Map<String, List<Response>> granted =
        outcome.responses().creates().stream()
            .filter(Response::isCreated)
            .collect(Collectors.groupingBy(Response::createdId));

    assertThat(granted).hasSameSizeAs(KEYS);
    assertThat(granted.values())
        .allSatisfy(responses -> {
          assertThat(responses)
              .extracting(Response::body)
              .containsOnly(responses.getFirst().body());
          assertThat(responses)
              .filteredOn(response -> !response.isReplayed())
              .hasSizeLessThanOrEqualTo(1);
        });
  }

  /** A resource may be left over only where every delete of it was answered 503. */
  private static void assertDeletedOnce(Outcome outcome) {
    assertThat(outcome.responses().deletions())
        .extracting(deletion -> deletion.response().status())
        .isSubsetOf(204, 404, 503);
    assertThat(outcome.responses().deletions())
        .filteredOn(deletion -> deletion.response().status() == 204)
        .extracting(Deletion::id)
        .doesNotHaveDuplicates();
    assertThat(outcome.created())
        .containsAll(outcome.stored().resources().keySet())
        .containsAll(outcome.deleted(_ -> true));
    assertThat(outcome.stored().resources().keySet())
        .doesNotContainAnyElementsOf(outcome.deleted(response -> !response.isUnavailable()));
    assertThat(outcome.deleted(response -> response.status() == 204 || response.isUnavailable()))
        .containsAll(
            ManyCallers.difference(outcome.created(), outcome.stored().resources().keySet()));
  }
}
