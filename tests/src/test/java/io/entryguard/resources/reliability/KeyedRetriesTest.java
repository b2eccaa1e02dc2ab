package io.entryguard.resources.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.dynamodb.TestTable;
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
          Books books = outcome.books();
          assertThat(books.violations(ManyCallers.LIMIT, Set.of())).isEmpty();
          assertThat(books.records().keySet()).isEqualTo(KEYS);
          assertThat(Set.copyOf(books.records().values())).isEqualTo(books.resources());
          assertCreatedOnceAndReplayed(outcome);
        });
    Map<Fault, Integer> happened = faults.happened();
    // A rare fault may not occur in a quick run, because the calls depend on the callers' timing.
    assertThat(happened).containsKeys(Fault.CONFLICT, Fault.LOST_ANSWER);
    System.out.printf(
        "keyed creates: %,d retries, %,d of them replayed, %,d unavailable, %s, seed %d%n",
        (long) organizations * RETRIES_EACH,
        outcomes.stream().flatMap(o -> o.responses().stream()).filter(Response::isReplayed).count(),
        outcomes.stream().mapToLong(Outcome::unavailable).sum(),
        happened,
        Scale.firstSeed());
  }

  private static void assertCreatedOnceAndReplayed(Outcome outcome) {
    assertThat(outcome.responses())
        .allMatch(response -> response.isCreated() || response.isUnavailable(), "201 or 503");
    Map<String, List<Response>> granted =
        outcome.responses().stream()
            .filter(Response::isCreated)
            .collect(Collectors.groupingBy(Response::createdId));

    assertThat(granted.keySet()).isEqualTo(outcome.books().resources());
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
}
