package io.entryguard.resources.reliability;

/**
 * A call as its caller saw it.
 *
 * @param start when it was sent, in ticks of its history
 * @param end when it was answered; {@link #NEVER} for an {@link Observation.Unanswered}
 */
record Operation(long start, long end, Observation observed) {
  static final long NEVER = Long.MAX_VALUE;

  boolean isUnanswered() {
    return observed instanceof Observation.Unanswered;
  }
}
