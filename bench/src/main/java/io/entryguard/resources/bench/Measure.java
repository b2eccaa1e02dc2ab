package io.entryguard.resources.bench;

import java.util.Locale;
import java.util.Set;

/**
 * The options of a run.
 *
 * @param quick whether to measure little and only once, as a check that updates no page
 * @param starts the number of starts of each kind
 * @param only the kinds to measure, without updating a page; all if empty
 * @param rateLimit the requests a minute of each organization; 0 for no limit, without updating a
 *     page
 */
record Measure(boolean quick, int starts, Set<Kind> only, int rateLimit) {
  /** A limit that is counted as in production, but never reached. */
  static final int RATE_LIMIT = 1_000_000;

  Measure {
    only = Set.copyOf(only);
  }

  boolean takes(Kind kind) {
    return only.isEmpty() || only.contains(kind);
  }

  boolean isDocumented() {
    return !quick && only.isEmpty() && rateLimit == RATE_LIMIT;
  }

  /** The kinds of measurement that can be selected. */
  enum Kind {
    COLD,
    WARM,
    RESTORE,
    LISTS,
    WRITES;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
