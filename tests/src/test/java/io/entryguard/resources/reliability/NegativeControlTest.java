package io.entryguard.resources.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.change.Removal;
import io.entryguard.resources.change.RemoveOutcome;
import io.entryguard.resources.change.ResourceChanges;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.dynamodb.CountThenPutStore;
import io.entryguard.resources.dynamodb.TestStores;
import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.reliability.SeededRun.Result;
import io.entryguard.resources.store.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Negative control: the checks find the faults of stores that are wrong on purpose. */
@Tag("reliability")
final class NegativeControlTest {
  private final TestTable table = TestTable.createWithStream();

  /** Seeds are fixed, so that the same faults are found in every build. */
  private List<String> violations(long seeds, Map<Fault, Double> faults, Backend.Factory factory) {
    List<Result> results =
        LongStream.rangeClosed(1, seeds)
            .parallel()
            .mapToObj(seed -> SeededRun.of(seed, faults, factory))
            .toList();
    List<String> violations = new ArrayList<>();
    var lives = StreamChecker.livesIn(table);
    for (Result result : results) {
      violations.addAll(result.violations());
      violations.addAll(
          StreamChecker.violations(
              result.history(), lives.getOrDefault(result.organization(), Map.of())));
    }
    return violations;
  }

  private Backend countThenPut(FaultPlan faults, Runnable boundary) {
    return new DynamoDbBackend(
        table, faults, boundary, CountThenPutStore::new, TestStores::changes);
  }

  private Backend lastWriteWins(FaultPlan faults, Runnable boundary) {
    return new DynamoDbBackend(
        table,
        faults,
        boundary,
        TestStores::resources,
        stores -> new LastWriteWins(stores.reader(), stores.changes()));
  }

  private Backend uncountedDelete(FaultPlan faults, Runnable boundary) {
    return new DynamoDbBackend(
        table, faults, boundary, TestStores::resources, UncountedDelete::new);
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

  @Test
  void detectsUpdatesThatReadAndThenWrite() {
    assertThat(violations(30, Map.of(), this::lastWriteWins))
        .contains("an update was lost under If-Match")
        .contains("the history has no order");
  }

  @Test
  void detectsDeletesThatDoNotCount() {
    assertThat(violations(10, Map.of(), this::uncountedDelete))
        .anyMatch(violation -> violation.contains("the counter says"))
        .contains("the history has no order");
  }

  /** Deletes the item and leaves the counter as it is. */
  private record UncountedDelete(TestStores stores) implements ResourceChanges {
    @Override
    public boolean replace(
        OrganizationId organization,
        StoredResource before,
        StoredResource after,
        Optional<Credential> credential,
        Deadline deadline) {
      return stores.changes().replace(organization, before, after, credential, deadline);
    }

    @Override
    public RemoveOutcome remove(Removal removal, Deadline deadline) {
      stores
          .client()
          .deleteItem(request ->
              request
                  .tableName(stores.table().name())
                  .key(Key.of(removal.organization(), removal.resource()).attributes()));
      return RemoveOutcome.REMOVED;
    }
  }
}
