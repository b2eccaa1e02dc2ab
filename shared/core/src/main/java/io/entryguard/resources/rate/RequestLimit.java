package io.entryguard.resources.rate;

/**
 * How many requests an organization may send.
 *
 * @param perMinute zero for as many as it likes, uncounted
 */
public record RequestLimit(int perMinute) {
  /** Requests that lack the permission may be a tenth of the others, on top of them. */
  private static final int FORBIDDEN_SHARE = 10;

  public RequestLimit {
    if (perMinute < 0) {
      throw new IllegalArgumentException("perMinute is negative");
    }
  }

  public boolean isOff() {
    return perMinute == 0;
  }

  /** How many requests a quota has in a minute, at least one; of a limit that is not off. */
  public int perMinute(Quota.Policy policy) {
    return switch (policy) {
      case ORGANIZATION -> perMinute;
      case FORBIDDEN -> Math.max(1, perMinute / FORBIDDEN_SHARE);
    };
  }
}
