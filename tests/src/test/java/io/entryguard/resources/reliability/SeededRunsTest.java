package io.entryguard.resources.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.reliability.SeededRun.Result;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Small reproducible runs: {@code -Dseed=…} starts with that seed. */
@Tag("reliability")
final class SeededRunsTest {
  /** As many runs as leave a table whose stream is read at once. */
  private static final int RUNS_A_TABLE = 1_000;

  private static void assertNoViolationsOnDynamoDb(
      String what, int count, Map<Fault, Double> probabilities) {
    long end = Scale.firstSeed() + count;
    for (long first = Scale.firstSeed(); first < end; first += RUNS_A_TABLE) {
      TestTable table = TestTable.createWithStream();
      List<Result> results =
          run(
              first,
              Math.min(end, first + RUNS_A_TABLE),
              probabilities,
              (faults, boundary) -> new DynamoDbBackend(table, faults, boundary));
      assertNoViolations(what, results, probabilities);
      var lives = StreamChecker.livesIn(table);
      assertThat(results)
          .allSatisfy(result ->
              assertThat(
                      StreamChecker.violations(
                          result.history(), lives.getOrDefault(result.organization(), Map.of())))
                  .as("%s", result)
                  .isEmpty());
    }
  }

  private static List<Result> run(
      long first, long end, Map<Fault, Double> probabilities, Backend.Factory factory) {
    return LongStream.range(first, end)
        .parallel()
        .mapToObj(seed -> SeededRun.of(seed, probabilities, factory))
        .toList();
  }

  private static void assertNoViolations(
      String what, List<Result> results, Map<Fault, Double> expectedFaults) {
    Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    results.forEach(result ->
        result.faults().forEach((fault, times) -> faults.merge(fault, times, Integer::sum)));
    System.out.printf(
        "%s: %,d runs, %,d operations, seeds from %d, %s%n",
        what,
        results.size(),
        results.stream().mapToInt(result -> result.history().operations().size()).sum(),
        results.getFirst().seed(),
        faults);

    assertThat(results).filteredOn(result -> !result.violations().isEmpty()).isEmpty();
    assertThat(faults.keySet()).isEqualTo(expectedFaults.keySet());
  }

  @Test
  void areLinearizableOnDynamoDbWithConflictsAndLostResponses() {
    assertNoViolationsOnDynamoDb(
        "DynamoDB, conflicts and lost answers",
        Scale.of(20, 1_000),
        Faults.CONFLICTS_AND_LOST_ANSWERS);
  }

  @Test
  void areLinearizableOnDynamoDbWithAllFaults() {
    assertNoViolationsOnDynamoDb("DynamoDB, every fault", Scale.of(20, 250), Faults.EVERYTHING);
  }

  @Test
  void areLinearizableInMemory() {
    long first = Scale.firstSeed();
    Map<Fault, Double> all = Faults.EVERYTHING_IN_MEMORY;
    List<Result> results = run(first, first + Scale.of(500, 9_000), all, InMemoryBackend::new);
    assertNoViolations("in memory, every fault, time-outs", results, all);
    assertThat(results).anyMatch(SeededRunsTest::usesAKeyAgainTheNextDay);
    assertThat(results).anyMatch(result -> outageOf(result).compareTo(Duration.ofMinutes(2)) > 0);
  }

  /** How long the store was out of reach, from the first call that failed to the last. */
  private static Duration outageOf(Result result) {
    return SeededRun.CALL_IN_AN_OUTAGE.multipliedBy(result.longestOutage() - 1);
  }

  /** Whether a key made a resource, expired, and made another. */
  private static boolean usesAKeyAgainTheNextDay(Result result) {
    Set<String> used =
        result.history().operations().stream()
            .filter(operation -> operation.answer() instanceof Answer.Created)
            .flatMap(operation ->
                operation.call() instanceof Call.Create(Optional<String> key, _)
                    ? key.stream()
                    : Stream.empty())
            .collect(Collectors.toSet());
    return used.stream()
        .anyMatch(key -> used.contains(key.replace("@0", "@1")) && key.endsWith("@0"));
  }

  @Test
  void areReproducibleBySeed() {
    String once =
        SeededRun.of(5, Faults.EVERYTHING_IN_MEMORY, InMemoryBackend::new).history().toString();

    assertThat(SeededRun.of(5, Faults.EVERYTHING_IN_MEMORY, InMemoryBackend::new).history())
        .hasToString(once);
    assertThat(
            SeededRun.of(6, Faults.EVERYTHING_IN_MEMORY, InMemoryBackend::new).history().toString())
        .isNotEqualTo(once);
  }
}
