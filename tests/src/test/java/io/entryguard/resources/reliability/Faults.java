package io.entryguard.resources.reliability;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;

/**
 * Which calls go wrong, and how: decided by a seed, so that the same calls in the same order meet
 * the same faults.
 */
final class Faults {
  /** Two callers in ten meet a conflict, one in ten loses an answer. */
  static final Map<Fault, Double> CONFLICTS_AND_LOST_ANSWERS =
      Map.of(Fault.CONFLICT, 0.2, Fault.LOST_ANSWER, 0.1);

  /** The same, and everything else that can go wrong. */
  static final Map<Fault, Double> EVERYTHING =
      Map.of(
          Fault.CONFLICT, 0.2,
          Fault.IN_PROGRESS, 0.03,
          Fault.THROTTLED_ITEM, 0.03,
          Fault.LEFT_OUT, 0.05,
          Fault.THROTTLED, 0.03,
          Fault.SERVER_FAULT, 0.03,
          Fault.LOST_CALL, 0.03,
          Fault.LOST_ANSWER, 0.1,
          Fault.LATE_CALL, 0.05);

  private final Random random;
  private final Map<Fault, Double> probabilities;
  private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);
  private final Queue<Fault> plan = new ArrayDeque<>();
  private String plannedFor = "";

  Faults(long seed, Map<Fault, Double> probabilities) {
    this.random = new Random(seed);
    this.probabilities = new EnumMap<>(Fault.class);
    this.probabilities.putAll(probabilities);
  }

  static Faults none() {
    return new Faults(0, Map.of());
  }

  /** The first calls of one operation meet these, one each, and nothing else goes wrong. */
  static Faults inOrder(String operation, Fault... faults) {
    var planned = none();
    planned.plannedFor = operation;
    planned.plan.addAll(List.of(faults));
    return planned;
  }

  /** What happens to the next call; empty if nothing does. */
  synchronized Optional<Fault> next(String operation) {
    Optional<Fault> next =
        operation.equals(plannedFor) ? Optional.ofNullable(plan.poll()) : drawn(operation);
    next.ifPresent(fault -> happened.merge(fault, 1, Integer::sum));
    return next;
  }

  private Optional<Fault> drawn(String operation) {
    double point = random.nextDouble();
    for (Map.Entry<Fault, Double> candidate : probabilities.entrySet()) {
      Fault fault = candidate.getKey();
      if (!fault.canHappenTo(operation)) {
        continue;
      }
      point -= candidate.getValue();
      if (point < 0) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  /** Whether a late call takes place now, if there is one. */
  synchronized boolean deliversLateCall() {
    return !probabilities.isEmpty() && random.nextInt(4) == 0;
  }

  /** A number from 0 to {@code bound} less one. */
  synchronized int choose(int bound) {
    return random.nextInt(bound);
  }

  /** From now on nothing goes wrong. */
  synchronized void stop() {
    probabilities.clear();
  }

  synchronized Map<Fault, Integer> happened() {
    return Map.copyOf(happened);
  }
}
