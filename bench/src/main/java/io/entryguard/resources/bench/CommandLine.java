package io.entryguard.resources.bench;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code bench/run} is asked for; it answers {@code --help} itself. */
sealed interface CommandLine {
  /**
   * Measure.
   *
   * @param quick once and little, to see that it works; documents nothing
   * @param starts of each kind
   * @param only these kinds of measurement, which is documented neither; all if empty
   * @param rateLimit of each organization, a minute; zero for none, which is documented neither
   */
  record Measure(boolean quick, int starts, Set<Kind> only, int rateLimit) implements CommandLine {
    boolean takes(Kind kind) {
      return only.isEmpty() || only.contains(kind);
    }

    boolean isDocumented() {
      return !quick && only.isEmpty() && rateLimit == RATE_LIMIT;
    }
  }

  /** Write the documentation anew from the results that are there. */
  record Report() implements CommandLine {}

  /**
   * Nobody can tell what is asked for.
   *
   * @param sentence says why
   */
  record Mistake(String sentence) implements CommandLine {}

  /** What can be asked for by itself. */
  enum Kind {
    COLD,
    WARM,
    CLASSES,
    RESTORE,
    LISTS,
    WRITES;

    private static Optional<Kind> of(String name) {
      for (Kind kind : values()) {
        if (kind.name().equalsIgnoreCase(name)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  /** Fewer would leave the median to one start that met something else. */
  int STARTS = 7;

  /** It is counted as in production, and never reached. */
  int RATE_LIMIT = 1_000_000;

  static CommandLine parse(List<String> arguments) {
    boolean quick = false;
    boolean report = false;
    int starts = STARTS;
    int rateLimit = RATE_LIMIT;
    Set<Kind> only = new LinkedHashSet<>();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--no-rate-limit" -> rateLimit = 0;
        case "--quick" -> quick = true;
        case "--report" -> report = true;
        case "--starts" -> {
          Optional<Integer> number = number(rest);
          if (number.isEmpty()) {
            return new Mistake("--starts needs a number from 1 to 100.");
          }
          starts = number.get();
        }
        case "--only" -> {
          Optional<Kind> kind = rest.hasNext() ? Kind.of(rest.next()) : Optional.empty();
          if (kind.isEmpty()) {
            return new Mistake("--only needs cold, warm, classes, restore, lists or writes.");
          }
          only.add(kind.get());
        }
        default -> {
          return new Mistake("There is no option " + option + "; --help names them all.");
        }
      }
    }
    return report ? new Report() : new Measure(quick, starts, only, rateLimit);
  }

  private static Optional<Integer> number(Iterator<String> rest) {
    String text = rest.hasNext() ? rest.next() : "";
    return text.matches("[1-9][0-9]?|100") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
