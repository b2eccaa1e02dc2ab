package io.entryguard.resources.reliability;

import static java.util.Map.entry;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;

/**
 * A plan of faults, decided by a seed, so that the same calls in the same order get the same
 * faults.
 */
final class Faults implements FaultPlan {
  /** Conflicts for two calls in ten, lost responses for one in ten. */
  static final Map<Fault, Double> CONFLICTS_AND_LOST_ANSWERS =
      Map.of(Fault.CONFLICT, 0.2, Fault.LOST_ANSWER, 0.1);

  /** All kinds of faults. */
  static final Map<Fault, Double> EVERYTHING =
      Map.ofEntries(
          entry(Fault.CONFLICT, 0.2),
          entry(Fault.CONFLICT_BESIDE, 0.1),
          entry(Fault.IN_PROGRESS, 0.03),
          entry(Fault.THROTTLED_ITEM, 0.03),
          entry(Fault.LEFT_OUT, 0.05),
          entry(Fault.THROTTLED, 0.03),
          entry(Fault.SERVER_FAULT, 0.03),
          entry(Fault.LOST_CALL, 0.03),
          entry(Fault.LOST_ANSWER, 0.1),
          entry(Fault.LATE_CALL, 0.05),
          entry(Fault.OUTAGE, 0.005));

  /**
   * What can happen to the store in memory: functions run out of time too, since time is simulated.
   * Only DynamoDB's own response can name a conflict beside a condition that failed.
   */
  static final Map<Fault, Double> EVERYTHING_IN_MEMORY = inMemory(EVERYTHING);

  /** The fewest and the most calls that fail after an outage's first, over minutes. */
  private static final int SHORTEST_OUTAGE = 10;

  private static final int LONGEST_OUTAGE = 40;

  private final Random random;
  private final Map<Fault, Double> probabilities;
  private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);
  private final Queue<Fault> plan = new ArrayDeque<>();
  private String plannedFor = "";

  /** How many calls more an outage lasts. */
  private int outage;

  private int callsInOutage;
  private int longestOutage;

  private static Map<Fault, Double> inMemory(Map<Fault, Double> others) {
    Map<Fault, Double> all = new EnumMap<>(others);
    all.remove(Fault.CONFLICT_BESIDE);
    all.put(Fault.TIME_OUT, 0.0);
    return Map.copyOf(all);
  }

  Faults(long seed, Map<Fault, Double> probabilities) {
    this.random = new Random(seed);
    this.probabilities = new EnumMap<>(Fault.class);
    this.probabilities.putAll(probabilities);
  }

  static Faults none() {
    return new Faults(0, Map.of());
  }

  /** Returns a plan in which the first calls of an operation get these faults, one each. */
  static Faults inOrder(String operation, Fault... faults) {
    var planned = none();
    planned.plannedFor = operation;
    planned.plan.addAll(List.of(faults));
    return planned;
  }

  @Override
  public synchronized Optional<Fault> next(String operation, Duration remaining) {
    Optional<Fault> next;
    if (!remaining.isPositive() && probabilities.containsKey(Fault.TIME_OUT)) {
      next = Optional.of(Fault.TIME_OUT);
    } else if (operation.equals(plannedFor)) {
      next = Optional.ofNullable(plan.poll());
    } else {
      next = drawn(operation);
    }
    next.ifPresent(fault -> happened.merge(fault, 1, Integer::sum));
    if (next.equals(Optional.of(Fault.OUTAGE))) {
      callsInOutage++;
      longestOutage = Math.max(longestOutage, callsInOutage);
    } else if (outage == 0) {
      callsInOutage = 0;
    }
    return next;
  }

  private Optional<Fault> drawn(String operation) {
    if (outage > 0) {
      outage--;
      return Optional.of(Fault.OUTAGE);
    }
    double point = random.nextDouble();
    for (Map.Entry<Fault, Double> candidate : probabilities.entrySet()) {
      Fault fault = candidate.getKey();
      if (!fault.canHappenTo(operation)) {
        continue;
      }
      point -= candidate.getValue();
      if (point < 0) {
        if (fault == Fault.OUTAGE) {
          outage = random.nextInt(SHORTEST_OUTAGE, LONGEST_OUTAGE + 1);
        }
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  /** The most calls in a row that an outage has failed. */
  synchronized int longestOutage() {
    return longestOutage;
  }

  /** Whether the next call fails because an outage has not ended. */
  synchronized boolean isOutage() {
    return outage > 0;
  }

  @Override
  public synchronized boolean deliversLateCall() {
    return !probabilities.isEmpty() && random.nextInt(4) == 0;
  }

  @Override
  public synchronized int choose(int bound) {
    return random.nextInt(bound);
  }

  @Override
  public synchronized void stop() {
    probabilities.clear();
    outage = 0;
  }

  synchronized Map<Fault, Integer> happened() {
    return Map.copyOf(happened);
  }
}
