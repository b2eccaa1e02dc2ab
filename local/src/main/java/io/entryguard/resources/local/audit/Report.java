package io.entryguard.resources.local.audit;

/**
 * The result of an audit.
 *
 * @param compared the number of organizations
 * @param repaired the number of repaired counters
 * @param left the number of organizations that do not agree, or could not be compared
 */
record Report(int compared, int repaired, int left) {
  String line() {
    return "%s compared: %d agree, %d repaired, %d left."
        .formatted(count(compared, "organization"), compared - repaired - left, repaired, left);
  }

  /** A number with its noun: {@code 1 resource}, {@code 2 resources}. */
  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
