package io.entryguard.resources.rate;

/**
 * The counter's response to a request for permits of a minute.
 *
 * @param permits that were given: all that were asked for, or none
 * @param left permits that the minute still has, after these
 */
public record Lease(int permits, int left) {
  public Lease {
    if (permits < 0 || left < 0) {
      throw new IllegalArgumentException("permits or left is negative");
    }
  }
}
