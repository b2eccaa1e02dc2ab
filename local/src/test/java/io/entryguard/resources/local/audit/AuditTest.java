package io.entryguard.resources.local.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.store.Sleeper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

class AuditTest {
  private static final Sleeper NO_WAIT = duration -> {};

  /** A few of them are more than the megabyte of a page. */
  private static final int LARGE = 300_000;

  private final TestOrganizations table = new TestOrganizations();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private Report auditAll(boolean repair) throws InterruptedException {
    return audit(table.audited(), NO_WAIT).run(table.audited().partitions(), repair);
  }

  private Report audit(AuditedTable audited, Sleeper sleeper, OrganizationId organization)
      throws InterruptedException {
    return audit(audited, sleeper).run(List.of(Partition.of(organization)), true);
  }

  private Audit audit(AuditedTable audited, Sleeper sleeper) {
    return new Audit(
        audited, sleeper, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  private List<String> findings() {
    return out.toString(UTF_8).lines().toList();
  }

  /** It says so before each of them. */
  private long waits() {
    return err.toString(UTF_8).lines().count();
  }

  /** A counter that three resources do not agree with, and the words for it. */
  enum Damage {
    TOO_HIGH("resourceCount 5"),
    TOO_LOW("resourceCount 2"),
    NEGATIVE("resourceCount -1"),
    FRACTION("resourceCount 3.5"),
    TEXT("a resourceCount that is no number"),
    MISSING("no resourceCount");

    private final String words;

    Damage(String words) {
      this.words = words;
    }

    void doTo(TestOrganizations table, OrganizationId id) {
      switch (this) {
        case TOO_HIGH -> table.setCounter(id, 5);
        case TOO_LOW -> table.setCounter(id, 2);
        case NEGATIVE -> table.setCounter(id, -1);
        case FRACTION -> table.setCounter(id, AttributeValue.fromN("3.5"));
        case TEXT -> table.setCounter(id, AttributeValue.fromS("3"));
        case MISSING -> table.removeCounter(id);
      }
    }
  }

  @Test
  void findsNothingWhereCountersAndResourcesAgree() throws InterruptedException {
    table.organization(0);
    table.organization(3);

    assertThat(auditAll(true)).isEqualTo(new Report(2, 0, 0));
    assertThat(findings()).isEmpty();
    assertThat(waits()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void reportsACounterThatIsWrongAndRepairsItAloneWhenAsked(Damage damage)
      throws InterruptedException {
    OrganizationId damaged = table.organization(3);
    List<Map<String, AttributeValue>> sound = table.items();
    damage.doTo(table, damaged);
    List<Map<String, AttributeValue>> before = table.items();
    String finding = damaged + "  " + damage.words + ", 3 resources";

    assertThat(auditAll(false)).isEqualTo(new Report(1, 0, 1));
    assertThat(table.items()).containsExactlyInAnyOrderElementsOf(before);

    assertThat(auditAll(true)).isEqualTo(new Report(1, 1, 0));
    assertThat(table.items()).containsExactlyInAnyOrderElementsOf(sound);
    assertThat(findings()).containsExactly(finding, finding + ": repaired");
  }

  @Test
  void reportsResourcesWithoutAnOrganizationAndLeavesThemToPeople() throws InterruptedException {
    var nobody = new OrganizationId(UUID.randomUUID());
    table.putUncounted(nobody, 1);
    List<Map<String, AttributeValue>> before = table.items();

    assertThat(auditAll(true)).isEqualTo(new Report(1, 0, 1));

    assertThat(findings()).containsExactly(nobody + "  1 resource without an organization");
    assertThat(table.items()).isEqualTo(before);
  }

  @Test
  void looksOnlyAtTheOrganizationThatItIsAskedFor() throws InterruptedException {
    OrganizationId asked = table.organization(1);
    OrganizationId other = table.organization(1);
    table.setCounter(asked, 4);
    table.setCounter(other, 4);

    assertThat(audit(table.audited(), NO_WAIT, asked)).isEqualTo(new Report(1, 1, 0));

    assertThat(table.counter(asked)).isEqualTo("1");
    assertThat(table.counter(other)).isEqualTo("4");
  }

  @Test
  void saysAtOnceThatAnOrganizationIsNotInTheTable() throws InterruptedException {
    var unknown = new OrganizationId(UUID.randomUUID());

    assertThat(audit(table.audited(), NO_WAIT, unknown)).isEqualTo(new Report(1, 0, 1));

    assertThat(findings()).containsExactly(unknown + "  not in the table");
    assertThat(waits()).isZero();
    assertThat(table.items()).isEmpty();
  }

  @Test
  void readsEveryPage() throws InterruptedException {
    OrganizationId large = table.organization(0);
    OrganizationId small = table.organization(2);
    for (int i = 0; i < 9; i++) {
      table.putUncounted(large, LARGE);
    }
    var queries = new Before(QueryRequest.class, 0, () -> {});
    var scans = new Before(ScanRequest.class, 0, () -> {});

    assertThat(table.audited(scans).partitions())
        .containsExactlyInAnyOrder(Partition.of(large), Partition.of(small));
    assertThat(audit(table.audited(queries), NO_WAIT, large)).isEqualTo(new Report(1, 1, 0));

    assertThat(table.counter(large)).isEqualTo("9");
    assertThat(scans.calls()).isGreaterThan(2);
    assertThat(queries.calls()).isGreaterThan(3 * 2);
  }

  @Test
  void doesNotTakeACreateBetweenCounterAndResourcesForADifference() throws InterruptedException {
    OrganizationId busy = table.organization(0);
    for (int i = 0; i < 5; i++) {
      table.putUncounted(busy, LARGE);
    }
    table.setCounter(busy, 5);
    var create = new Before(QueryRequest.class, 2, () -> table.createResource(busy, "zzz"));

    assertThat(audit(table.audited(create), NO_WAIT, busy)).isEqualTo(new Report(1, 0, 0));

    assertThat(waits()).isEqualTo(1);
    assertThat(table.counter(busy)).isEqualTo("6");
  }

  @Test
  void waitsForATransactionOfWhichOnlyTheCounterIsVisibleYet() throws InterruptedException {
    OrganizationId busy = table.organization(2);
    table.setCounter(busy, 3);
    Sleeper untilItIs =
        duration -> {
          assertThat(duration).isEqualTo(Audit.SETTLING);
          table.putUncounted(busy, 1);
        };

    assertThat(audit(table.audited(), untilItIs, busy)).isEqualTo(new Report(1, 0, 0));

    assertThat(table.counter(busy)).isEqualTo("3");
  }

  @Test
  void startsAgainWhenSomethingChangesBetweenTheLastTwoReadings() throws InterruptedException {
    OrganizationId busy = table.organization(2);
    table.setCounter(busy, 7);
    var create = new Before(QueryRequest.class, 3, () -> table.createResource(busy));

    assertThat(audit(table.audited(create), NO_WAIT, busy)).isEqualTo(new Report(1, 1, 0));

    assertThat(waits()).isEqualTo(2);
    assertThat(table.counter(busy)).isEqualTo("3");
  }

  @Test
  void startsAgainWhenAResourceHasTakenAnothersPlace() throws InterruptedException {
    OrganizationId busy = table.organization(2);
    Key first = table.createResource(busy);
    table.setCounter(busy, 7);
    var replace =
        new Before(
            QueryRequest.class,
            2,
            () -> {
              table.deleteResource(busy, first);
              table.createResource(busy);
            });

    assertThat(audit(table.audited(replace), NO_WAIT, busy)).isEqualTo(new Report(1, 1, 0));

    assertThat(waits()).isEqualTo(2);
    assertThat(table.counter(busy)).isEqualTo("3");
  }

  @Test
  void givesUpOnAnOrganizationThatChangesAllTheTime() throws InterruptedException {
    OrganizationId busy = table.organization(0);
    table.setCounter(busy, 4);

    Report report = audit(table.audited(), duration -> table.createResource(busy), busy);

    assertThat(report).isEqualTo(new Report(1, 0, 1));
    assertThat(findings())
        .containsExactly(
            busy
                + "  resourceCount 7, 3 resources: changes all the time, so not compared; run"
                + " again");
    assertThat(table.counter(busy)).isEqualTo("7");
  }

  @Test
  void repairsNothingWhenACreateComesBeforeTheRepair() throws InterruptedException {
    OrganizationId busy = table.organization(2);
    table.setCounter(busy, 5);
    var create = new Before(UpdateItemRequest.class, 1, () -> table.createResource(busy));

    assertThat(audit(table.audited(create), NO_WAIT, busy)).isEqualTo(new Report(1, 0, 1));

    assertThat(findings())
        .containsExactly(
            busy + "  resourceCount 5, 2 resources: changed meanwhile, so not repaired; run again");
    assertThat(table.counter(busy)).isEqualTo("6");
    assertThat(audit(table.audited(), NO_WAIT, busy)).isEqualTo(new Report(1, 1, 0));
    assertThat(table.counter(busy)).isEqualTo("3");
  }

  @Test
  void repairsRightWhenTheCounterWasMovedAndMovedBack() throws InterruptedException {
    OrganizationId busy = table.organization(2);
    Key first = table.createResource(busy);
    table.setCounter(busy, 5);
    var replace =
        new Before(
            UpdateItemRequest.class,
            1,
            () -> {
              table.deleteResource(busy, first);
              table.createResource(busy);
            });

    assertThat(audit(table.audited(replace), NO_WAIT, busy)).isEqualTo(new Report(1, 1, 0));

    assertThat(table.counter(busy)).isEqualTo("3");
    assertThat(auditAll(false)).isEqualTo(new Report(1, 0, 0));
  }

  @Test
  void repairsOnceWhenTwoAuditsRepair() throws InterruptedException {
    OrganizationId damaged = table.organization(2);
    table.setCounter(damaged, 5);
    var other = new Before(UpdateItemRequest.class, 1, () -> table.setCounter(damaged, 2));

    assertThat(audit(table.audited(other), NO_WAIT, damaged)).isEqualTo(new Report(1, 0, 1));

    assertThat(table.counter(damaged)).isEqualTo("2");
  }

  @Test
  void doesNotBringBackAnOrganizationThatIsGone() throws InterruptedException {
    OrganizationId gone = table.organization(1);
    table.removeCounter(gone);
    var removal = new Before(UpdateItemRequest.class, 1, () -> table.removeOrganization(gone));

    assertThat(audit(table.audited(removal), NO_WAIT, gone)).isEqualTo(new Report(1, 0, 1));

    assertThat(table.item(gone)).isEmpty();
  }
}
