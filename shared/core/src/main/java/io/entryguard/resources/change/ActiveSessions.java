package io.entryguard.resources.change;

/**
 * How many sessions use a resource, as the rest of the product says.
 *
 * @param version grows with every change; 0 where nobody has said anything yet
 */
public record ActiveSessions(int count, long version) {
  /** What holds until the first report. */
  public static final ActiveSessions NONE = new ActiveSessions(0, 0);

  public ActiveSessions {
    if (count < 0) {
      throw new IllegalArgumentException("count is negative");
    }
    if (version < 0) {
      throw new IllegalArgumentException("version is negative");
    }
  }
}
