package io.entryguard.resources.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.dynamodb.TestTable;
import io.entryguard.resources.reliability.ManyCallers.Life;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Concurrent callers create, list, get, change and delete the resources of one organization. */
@Tag("reliability")
final class LivesTest {
  private final TestTable table = TestTable.createWithStream();

  @Test
  void keepEveryPromiseWithConflictsAndLostResponses() throws Exception {
    int organizations = Scale.of(10, 250);
    var faults = new Faults(Scale.firstSeed(), Faults.CONFLICTS_AND_LOST_ANSWERS);
    var callers = new ManyCallers(new DynamoDbBackend(table, faults, () -> {}));

    List<Life> lives = callers.live(organizations, Scale.firstSeed());

    Map<Fault, Integer> happened = faults.happened();
    var written = StreamChecker.livesIn(table);
    assertThat(lives)
        .hasSize(organizations)
        .allSatisfy(life -> {
          History history = life.history();
          assertThat(life.violations()).as("%s", history).isEmpty();
          assertThat(
                  StreamChecker.violations(
                      history, written.getOrDefault(life.organization(), Map.of())))
              .as("%s", history)
              .isEmpty();
          assertThat(history.hasOrder(ManyCallers.LIMIT)).as("%s", history).isTrue();
        });
    assertThat(happened.keySet()).isEqualTo(EnumSet.of(Fault.CONFLICT, Fault.LOST_ANSWER));
    System.out.printf(
        "lives: %,d organizations x 16 callers, %,d operations, %,d writes, %s, seed %d%n",
        organizations,
        lives.stream().mapToInt(life -> life.history().operations().size()).sum(),
        written.values().stream().flatMap(own -> own.values().stream()).mapToInt(List::size).sum(),
        happened,
        Scale.firstSeed());
  }
}
