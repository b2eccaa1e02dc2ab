package io.entryguard.resources.local.audit;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.store.Sleeper;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Compares resource counters with resources while other processes create and delete them.
 *
 * <p><b>What a finding is.</b> A read of many items is not a snapshot. A create can happen between
 * reading the counter and reading the resources, and a transaction in flight can be visible in
 * part. So a difference is a finding only if three readings are equal in the counter and in every
 * resource's key: one, and two more in a row after {@link #SETTLING}.
 *
 * <ul>
 *   <li>Keys are never reused. A resource in both of the last two readings existed throughout, so
 *       also when the last counter was read; one in neither did not exist then, unless it was
 *       created and deleted within these milliseconds.
 *   <li>{@link #SETTLING} is longer than any transaction takes. One that was visible in part in the
 *       first reading is complete in the last two.
 * </ul>
 *
 * <p>An organization whose counter agrees is read once: a difference that this reading hides is
 * found by the next audit.
 *
 * <p><b>Why a repair is safe.</b> Creates and deletes change the counter and the resources in one
 * transaction, so the difference between them does not change. The repair sets the counter to the
 * number of resources read, on condition that the counter still has the value read. If the counter
 * has changed since, or a transaction on it is in flight, the condition fails and nothing is
 * written. If the counter has changed back, the number of resources is the same too, and the repair
 * is still correct. The same condition lets only one of two concurrent audits repair.
 */
final class Audit {
  /**
   * Twice the five seconds after which DynamoDB completes a transaction that another call conflicts
   * with. See <a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">TransactWriteItems</a>,
   * TransactionInProgressException.
   */
  static final Duration SETTLING = Duration.ofSeconds(10);

  /** After this many rounds, a busy organization is reported as unsettled. */
  private static final int ROUNDS = 3;

  private static final int PROGRESS_EVERY = 1000;

  private final AuditedTable table;
  private final Sleeper sleeper;
  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param out receives a line for each finding
   * @param err receives the progress
   */
  Audit(AuditedTable table, Sleeper sleeper, PrintStream out, PrintStream err) {
    this.table = requireNonNull(table, "table is null");
    this.sleeper = requireNonNull(sleeper, "sleeper is null");
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
  }

  /** Compares these partitions and, if asked to, repairs counters. */
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
      add(new Finding(reading, Finding.Result.UNSETTLED), findings);
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
        add(new Finding(reading, Finding.Result.LEFT), findings);
      } else if (!reading.agrees()) {
        differing.add(reading);
      }
      if (++read % PROGRESS_EVERY == 0) {
        err.printf("%d of %d organizations read ...%n", read, partitions.size());
      }
    }
    return differing;
  }

  /** Returns the readings that changed and must be repeated. */
  private List<Reading> readAgain(List<Reading> differing, boolean repair, List<Finding> findings) {
    List<Reading> changed = new ArrayList<>();
    for (Reading first : differing) {
      Reading second = table.read(first.partition());
      Reading third = table.read(first.partition());
      if (third.agrees()) {
        continue;
      }
      if (first.equals(second) && second.equals(third)) {
        add(new Finding(third, repair ? repair(third) : Finding.Result.LEFT), findings);
      } else {
        changed.add(third);
      }
    }
    return changed;
  }

  private Finding.Result repair(Reading reading) {
    if (!reading.hasOrganization()) {
      // People must decide what to do with resources without an organization.
      return Finding.Result.LEFT;
    }
    return table.correct(reading) ? Finding.Result.REPAIRED : Finding.Result.CHANGED_MEANWHILE;
  }

  private void add(Finding finding, List<Finding> findings) {
    findings.add(finding);
    out.println(finding.line());
  }
}
