package io.entryguard.resources.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.dynamodb.CountThenPutStore;
import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.reliability.SeededRun.Result;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Negative control: the checks find the faults of a store that is wrong on purpose. */
@Tag("reliability")
final class NegativeControlTest {
  private final TestTable table = TestTable.create();

  /** Seeds are fixed, so that the same faults are found in every build. */
  private static List<String> violations(
      long seeds, Map<Fault, Double> faults, Backend.Factory factory) {
    return LongStream.rangeClosed(1, seeds)
        .parallel()
        .mapToObj(seed -> SeededRun.of(seed, faults, factory))
        .map(Result::violations)
        .flatMap(List::stream)
        .toList();
  }

  private Backend countThenPut(Faults faults, Runnable boundary) {
    return new DynamoDbBackend(table, faults, boundary, CountThenPutStore::new);
  }

  @Test
  void detectsThatANonAtomicStoreExceedsTheLimit() {
    assertThat(violations(20, Map.of(), this::countThenPut))
        .anyMatch(violation -> violation.contains("past the limit"))
        .contains("the history has no order")
        .anyMatch(violation -> violation.matches("the answers under .* differ"));
  }

  @Test
  void detectsThatANonAtomicStoreMiscountsWithLostResponses() {
    assertThat(violations(20, Map.of(Fault.LOST_ANSWER, 0.2), this::countThenPut))
        .anyMatch(violation -> violation.contains("the counter says"));
  }
}
