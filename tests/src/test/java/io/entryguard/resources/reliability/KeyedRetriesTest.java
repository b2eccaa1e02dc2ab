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

/** Creates that are sent again and again under their keys, by several callers at once. */
@Tag("reliability")
final class KeyedRetriesTest {
  private static final Set<String> KEYS = Set.of("key-1", "key-2", "key-3");
  private static final int RETRIES = 2;

  /** What each organization is sent beyond the first create under each of its keys. */
  private static final int RETRIES_EACH = KEYS.size() * (ManyCallers.CALLERS * (RETRIES + 1) - 1);

  private final TestTable table = TestTable.create();

  @Test
  void makeOneResourceAKeyAndAreAnsweredToTheByteAsBefore() throws Exception {
    int organizations = Scale.of(8, 10_000 / RETRIES_EACH + 1);
    var faults = new Faults(Scale.firstSeed(), Faults.EVERYTHING);
    var callers = new ManyCallers(new DynamoDbBackend(table, faults, () -> {}));

    List<Outcome> outcomes = callers.createAgainAndAgain(organizations, KEYS, RETRIES);

    assertThat(outcomes)
        .hasSize(organizations)
        .allSatisfy(outcome -> {
          Books books = outcome.books();
          assertThat(books.violations(ManyCallers.LIMIT)).isEmpty();
          assertThat(books.records().keySet()).isEqualTo(KEYS);
          assertThat(Set.copyOf(books.records().values())).isEqualTo(books.resources());
          assertEachIsGrantedOnceAndReplayedAsItWas(outcome);
        });
    Map<Fault, Integer> happened = faults.happened();
    // A rare one may not come up in a quick run: which calls there are is up to the callers.
    assertThat(happened).containsKeys(Fault.CONFLICT, Fault.LOST_ANSWER);
    System.out.printf(
        "keyed creates: %,d retries, %,d of them replayed, %,d unavailable, %s, seed %d%n",
        (long) organizations * RETRIES_EACH,
        outcomes.stream().flatMap(o -> o.answers().stream()).filter(Answer::isReplayed).count(),
        outcomes.stream().mapToLong(Outcome::unavailable).sum(),
        happened,
        Scale.firstSeed());
  }

  private static void assertEachIsGrantedOnceAndReplayedAsItWas(Outcome outcome) {
    assertThat(outcome.answers())
        .allMatch(answer -> answer.isCreated() || answer.isUnavailable(), "201 or 503");
    Map<String, List<Answer>> granted =
        outcome.answers().stream()
            .filter(Answer::isCreated)
            .collect(Collectors.groupingBy(Answer::createdId));

    assertThat(granted.keySet()).isEqualTo(outcome.books().resources());
    assertThat(granted.values())
        .allSatisfy(answers -> {
          assertThat(answers).extracting(Answer::body).containsOnly(answers.getFirst().body());
          assertThat(answers)
              .filteredOn(answer -> !answer.isReplayed())
              .hasSizeLessThanOrEqualTo(1);
        });
  }
}
