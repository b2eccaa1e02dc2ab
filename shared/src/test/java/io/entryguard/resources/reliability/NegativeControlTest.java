package io.entryguard.resources.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.account.AccountStore;
import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.dynamodb.CountThenPutStore;
import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.reliability.SeededRun.Result;
import io.entryguard.resources.resource.ResourceCatalog;
import io.entryguard.resources.resource.ResourceStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds our store to its promises finds a store out that does not keep them. */
@Tag("reliability")
final class NegativeControlTest {
  private final TestTable table = TestTable.create();

  /** Seeds are fixed: what is found is found in every build. */
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
    var dynamoDb = new DynamoDbBackend(table, faults, boundary);
    return new Replaced(dynamoDb, new CountThenPutStore(dynamoDb.stores()));
  }

  @Test
  void aStoreThatCountsAndThenPutsPassesTheLimitWithoutAnyFault() {
    assertThat(violations(20, Map.of(), this::countThenPut))
        .anyMatch(violation -> violation.contains("past the limit"))
        .contains("the history has no order")
        .anyMatch(violation -> violation.matches("the answers under .* differ"));
  }

  @Test
  void aStoreThatCountsAndThenPutsLosesCountWhenAnswersAreLost() {
    assertThat(violations(20, Map.of(Fault.LOST_ANSWER, 0.2), this::countThenPut))
        .anyMatch(violation -> violation.contains("the counter says"));
  }

  /** Another store in the place of a backend's own. */
  private record Replaced(Backend backend, ResourceStore resources) implements Backend {
    @Override
    public ResourceCatalog catalog() {
      return backend.catalog();
    }

    @Override
    public AccountStore accounts() {
      return backend.accounts();
    }

    @Override
    public void settle() {
      backend.settle();
    }

    @Override
    public void close() {
      backend.close();
    }

    @Override
    public Books booksOf(OrganizationId organization, Set<String> keys) {
      return backend.booksOf(organization, keys);
    }
  }
}
