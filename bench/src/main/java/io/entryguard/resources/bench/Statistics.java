package io.entryguard.resources.bench;

import java.util.List;

/** Order statistics, which one slow run does not move. */
final class Statistics {
  private Statistics() {}

  /** The middle one, or the mean of the two in the middle. */
  static double median(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("there are no values");
    }
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /**
   * The smallest value that so many in a hundred do not exceed.
   *
   * @param percent above 0, at most 100
   */
  static double percentile(List<Double> values, int percent) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("there are no values");
    }
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
  }
}
