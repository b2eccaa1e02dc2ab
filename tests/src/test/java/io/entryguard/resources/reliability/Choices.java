package io.entryguard.resources.reliability;

import java.util.ArrayList;
import java.util.List;

/**
 * Every sequence of choices, one after the other, depth first. What has repeated choices to make
 * asks for each, and begins again after {@link #advance}, until that finds no other sequence.
 */
final class Choices {
  private final List<Choice> path = new ArrayList<>();
  private int made;

  private record Choice(int taken, int bound) {}

  /** Returns a number from 0 inclusive to {@code bound} exclusive. */
  int choose(int bound) {
    if (bound == 1) {
      return 0;
    }
    if (made == path.size()) {
      path.add(new Choice(0, bound));
    }
    Choice choice = path.get(made++);
    if (choice.bound() != bound) {
      throw new IllegalStateException("the same choices led to another situation");
    }
    return choice.taken();
  }

  /** Goes on to the next sequence; false if all were taken. */
  boolean advance() {
    made = 0;
    while (!path.isEmpty()) {
      Choice last = path.removeLast();
      if (last.taken() + 1 < last.bound()) {
        path.add(new Choice(last.taken() + 1, last.bound()));
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return path.stream().map(choice -> Integer.toString(choice.taken())).toList().toString();
  }
}
