package io.entryguard.resources.rate;

/**
 * How many requests an organization may send.
 *
 * @param perMinute zero for as many as it likes, uncounted
 */
public record RequestLimit(int perMinute) {
  public RequestLimit {
    if (perMinute < 0) {
      throw new IllegalArgumentException("perMinute is negative");
    }
  }

  public boolean isOff() {
    return perMinute == 0;
  }
}
