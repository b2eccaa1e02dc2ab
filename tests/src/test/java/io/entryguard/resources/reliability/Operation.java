package io.entryguard.resources.reliability;

/**
 * A call as seen by its caller.
 *
 * @param start the time of sending, in ticks of the history
 * @param end the time of the response; {@link #NEVER} for an {@link Observation.Unanswered}
 */
record Operation(long start, long end, Observation observed) {
  static final long NEVER = Long.MAX_VALUE;

  boolean isUnanswered() {
    return observed instanceof Observation.Unanswered;
  }
}
