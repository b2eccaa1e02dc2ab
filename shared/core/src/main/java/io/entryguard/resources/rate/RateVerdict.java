package io.entryguard.resources.rate;

/** Whether a request is within its organization's limit. */
public sealed interface RateVerdict {
  /**
   * It is.
   *
   * @param left how many more there are in the rest of the minute: those that this function holds,
   *     and those that nobody held when it last asked
   * @param secondsLeft of the minute, at least one
   */
  record Passed(int left, int secondsLeft) implements RateVerdict {}

  /**
   * It is not.
   *
   * @param secondsLeft until there are requests again, at least one
   */
  record Refused(int secondsLeft) implements RateVerdict {}

  /**
   * It could not be counted, and so passes.
   *
   * @param reason what went wrong, safe to log
   */
  record Unknown(String reason, Throwable cause) implements RateVerdict {}
}
