package io.entryguard.resources.reliability;

import java.time.Duration;
import java.util.Optional;

/** Decides which calls to the store meet which faults. */
interface FaultPlan {
  /**
   * Returns the fault of the next call; empty if there is none.
   *
   * @param remaining how long its caller still waits
   */
  Optional<Fault> next(String operation, Duration remaining);

  /** Whether a delayed call takes effect now, if there is one. */
  boolean deliversLateCall();

  /** Returns a number from 0 inclusive to {@code bound} exclusive. */
  int choose(int bound);

  /** Stops injecting faults. */
  void stop();
}
