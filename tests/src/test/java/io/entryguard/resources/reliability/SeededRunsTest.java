package io.entryguard.resources.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.reliability.SeededRun.Result;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Small reproducible runs: {@code -Dseed=…} starts with that seed. */
@Tag("reliability")
final class SeededRunsTest {
  private final TestTable table = TestTable.create();

  private Backend dynamoDb(Faults faults, Runnable boundary) {
    return new DynamoDbBackend(table, faults, boundary);
  }

  private static List<Result> run(
      int count, Map<Fault, Double> probabilities, Backend.Factory factory) {
    return LongStream.range(Scale.firstSeed(), Scale.firstSeed() + count)
        .parallel()
        .mapToObj(seed -> SeededRun.of(seed, probabilities, factory))
        .toList();
  }

  private static void assertNoViolations(
      String what, List<Result> results, Set<Fault> expectedFaults) {
    Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    results.forEach(result ->
        result.faults().forEach((fault, times) -> faults.merge(fault, times, Integer::sum)));
    System.out.printf(
        "%s: %,d runs, %,d operations, seeds from %d, %s%n",
        what,
        results.size(),
        results.stream().mapToInt(result -> result.history().operations().size()).sum(),
        Scale.firstSeed(),
        faults);

    assertThat(results).filteredOn(result -> !result.violations().isEmpty()).isEmpty();
    assertThat(faults.keySet()).isEqualTo(expectedFaults);
  }

  @Test
  void areLinearizableOnDynamoDbWithConflictsAndLostResponses() {
    Map<Fault, Double> faults = Faults.CONFLICTS_AND_LOST_ANSWERS;
    assertNoViolations(
        "DynamoDB, conflicts and lost answers",
        run(Scale.of(100, 1_000), faults, this::dynamoDb),
        faults.keySet());
  }

  @Test
  void areLinearizableOnDynamoDbWithAllFaults() {
    assertNoViolations(
        "DynamoDB, every fault",
        run(Scale.of(100, 250), Faults.EVERYTHING, this::dynamoDb),
        Faults.EVERYTHING.keySet());
  }

  @Test
  void areLinearizableInMemory() {
    assertNoViolations(
        "in memory, every fault",
        run(Scale.of(1_000, 9_000), Faults.EVERYTHING, InMemoryBackend::new),
        Faults.EVERYTHING.keySet());
  }

  @Test
  void areReproducibleBySeed() {
    String once = SeededRun.of(5, Faults.EVERYTHING, InMemoryBackend::new).history().toString();

    assertThat(SeededRun.of(5, Faults.EVERYTHING, InMemoryBackend::new).history())
        .hasToString(once);
    assertThat(SeededRun.of(6, Faults.EVERYTHING, InMemoryBackend::new).history().toString())
        .isNotEqualTo(once);
  }
}
