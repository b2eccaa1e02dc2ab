package io.entryguard.resources.reliability;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Up to a number of faults, at any calls. A fault is one of those that differ for who calls the
 * store: the call has no effect, it has and its answer is lost, or it takes effect later. A call
 * that only reads cannot fail in more than one way.
 */
final class ChosenFaults implements FaultPlan {
  private static final List<Fault> OF_A_WRITE =
      List.of(Fault.LOST_CALL, Fault.LOST_ANSWER, Fault.LATE_CALL);
  private static final List<Fault> OF_A_READ = List.of(Fault.LOST_CALL);

  private final Choices choices;
  private int left;

  ChosenFaults(Choices choices) {
    this.choices = choices;
  }

  /** Lets this many calls fail from now on. */
  void allow(int count) {
    left = count;
  }

  @Override
  public Optional<Fault> next(String operation, Duration remaining) {
    if (left == 0) {
      return Optional.empty();
    }
    boolean isWrite = operation.equals("TransactWriteItems") || operation.equals("UpdateItem");
    List<Fault> possible = isWrite ? OF_A_WRITE : OF_A_READ;
    int choice = choices.choose(possible.size() + 1);
    if (choice == 0) {
      return Optional.empty();
    }
    left--;
    return Optional.of(possible.get(choice - 1));
  }

  @Override
  public boolean deliversLateCall() {
    return choices.choose(2) == 1;
  }

  @Override
  public int choose(int bound) {
    return choices.choose(bound);
  }

  @Override
  public void stop() {
    left = 0;
  }
}
