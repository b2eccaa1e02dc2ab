package io.entryguard.resources.bench;

/**
 * A function and what it is asked.
 *
 * @param expected is in every right answer
 */
record Subject(String name, Launch launch, String event, String expected) {
  /** Whoever answers wrong is not measured, however fast. */
  void check(String answer) {
    if (!answer.contains(expected)) {
      throw new IllegalStateException(name + " answered " + answer);
    }
  }

  Subject with(Launch other) {
    return new Subject(name, other, event, expected);
  }
}
