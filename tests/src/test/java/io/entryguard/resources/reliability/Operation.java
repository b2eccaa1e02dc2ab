package io.entryguard.resources.reliability;

/**
 * A call and its answer as seen by its caller.
 *
 * @param start the time of sending, in ticks of the history
 * @param end the time of the answer; {@link #NEVER} for {@link Answer.Unavailable}
 */
record Operation(long start, long end, Call call, Answer answer) {
  static final long NEVER = Long.MAX_VALUE;

  boolean isUnanswered() {
    return answer instanceof Answer.Unavailable;
  }
}
