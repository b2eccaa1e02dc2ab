package io.entryguard.resources.rate;

/**
 * What the counter says to whoever wants permits for a minute.
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
