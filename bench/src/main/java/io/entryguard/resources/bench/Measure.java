package io.entryguard.resources.bench;

import java.util.Locale;
import java.util.Set;

/**
 * What is to be measured.
 *
 * @param quick once and little, to see that it works; documents nothing
 * @param starts of each kind
 * @param only these kinds of measurement, which is documented neither; all if empty
 * @param rateLimit of each organization, a minute; zero for none, which is documented neither
 */
record Measure(boolean quick, int starts, Set<Kind> only, int rateLimit) {
  /** It is counted as in production, and never reached. */
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

  /** What can be asked for by itself. */
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
