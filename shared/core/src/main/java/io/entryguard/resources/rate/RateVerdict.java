package io.entryguard.resources.rate;

/** Whether a request is within its organization's limit. */
public sealed interface RateVerdict {
  /**
   * It is.
   *
   * @param left how many more are in the rest of the minute
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
