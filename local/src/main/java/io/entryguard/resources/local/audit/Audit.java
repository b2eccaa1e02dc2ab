package io.entryguard.resources.local.audit;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.store.Sleeper;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Compares counters with resources while others create and delete them.
 *
 * <p><b>What a finding is.</b> No read of many items is a snapshot. A create can come between the
 * counter and the resources of one query; a transaction's items can be read partly new and partly
 * old while it is in flight. So a difference is a finding only when three readings are alike, in
 * the counter and in every resource's key: one, and after {@link #SETTLING} two more in a row.
 *
 * <ul>
 *   <li>Keys are never used again. What the last two readings both have was there all the time
 *       between them, so also when the last counter was read; what neither has was not there then,
 *       unless it was created and deleted within these milliseconds.
 *   <li>The first reading is older than any transaction takes that DynamoDB has not completed yet.
 *       One that had changed the counter by then, but not its resource, has done both by the last
 *       two.
 * </ul>
 *
 * <p>An organization that agrees is read once: the difference that one reading hides is there at
 * the next audit.
 *
 * <p><b>Why a repair is safe.</b> Creates and deletes change the counter and the resources by one
 * transaction, so the difference between them stays the same whatever they do. The repair sets the
 * counter to the resources that were read, on condition that it is what was read. If anything has
 * moved the counter since, or is about to, the condition fails and nothing is done. If it was moved
 * and moved back, there are as many resources as before, and the repair is still right. The same
 * condition lets only one of two audits repair.
 */
final class Audit {
  /**
   * Twice the five seconds after which DynamoDB completes a transaction that another call runs
   * into. See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">TransactWriteItems</a>,
   * TransactionInProgressException.
   */
  static final Duration SETTLING = Duration.ofSeconds(10);

  /** An organization that is busier than that is compared better at another time. */
  private static final int ROUNDS = 3;

  private static final int PROGRESS_EVERY = 1000;

  private final AuditedTable table;
  private final Sleeper sleeper;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param out takes a line for each finding
   * @param err is told what goes on
   */
  Audit(AuditedTable table, Sleeper sleeper, PrintStream out, PrintStream err) {
    this.table = requireNonNull(table, "table is null");
    this.sleeper = requireNonNull(sleeper, "sleeper is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
  }

  /** Compares these, and repairs what can be repaired if it is asked to. */
  Report run(Collection<Partition> partitions, boolean repair) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    List<Reading> differing = readOnce(partitions, findings);
    for (int round = 0; round < ROUNDS && !differing.isEmpty(); round++) {
      err.printf(
          "%s may not agree: reading again in %d s ...%n",
          Report.count(differing.size(), "organization"), SETTLING.toSeconds());
      sleeper.sleep(SETTLING);
      differing = readAgain(differing, repair, findings);
    }
    for (Reading reading : differing) {
      add(new Finding(reading, Finding.Ending.UNSETTLED), findings);
    }

    int left = (int) findings.stream().filter(Finding::isLeft).count();
    return new Report(partitions.size(), findings.size() - left, left);
  }

  private List<Reading> readOnce(Collection<Partition> partitions, List<Finding> findings) {
    List<Reading> differing = new ArrayList<>();
    int read = 0;
    for (Partition partition : partitions) {
      Reading reading = table.read(partition);
      if (reading.isEmpty()) {
        add(new Finding(reading, Finding.Ending.LEFT), findings);
      } else if (!reading.agrees()) {
        differing.add(reading);
      }
      if (++read % PROGRESS_EVERY == 0) {
        err.printf("%d of %d organizations read ...%n", read, partitions.size());
      }
    }
    return differing;
  }

  /** Returns those that changed, and are to be read again. */
  private List<Reading> readAgain(List<Reading> differing, boolean repair, List<Finding> findings) {
    List<Reading> changed = new ArrayList<>();
    for (Reading first : differing) {
      Reading second = table.read(first.partition());
      Reading third = table.read(first.partition());
      if (third.agrees()) {
        continue;
      }
      if (first.equals(second) && second.equals(third)) {
        add(new Finding(third, repair ? repair(third) : Finding.Ending.LEFT), findings);
      } else {
        changed.add(third);
      }
    }
    return changed;
  }

  private Finding.Ending repair(Reading reading) {
    if (!reading.hasOrganization()) {
      // Whose resources these are, and whether they are to stay, is for people to decide.
      return Finding.Ending.LEFT;
    }
    return table.correct(reading) ? Finding.Ending.REPAIRED : Finding.Ending.CHANGED_MEANWHILE;
  }

  private void add(Finding finding, List<Finding> findings) {
    findings.add(finding);
    out.println(finding.line());
  }
}
