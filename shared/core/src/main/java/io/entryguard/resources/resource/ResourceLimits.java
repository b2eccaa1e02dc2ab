package io.entryguard.resources.resource;

/**
 * How many resources a tier allows an organization that has no limit of its own. Paid allows any
 * number.
 *
 * @param free what the Free tier allows
 */
public record ResourceLimits(int free) {
  public ResourceLimits {
    if (free < 0) {
      throw new IllegalArgumentException("free is negative");
    }
  }
}
