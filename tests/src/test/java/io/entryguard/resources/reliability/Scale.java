package io.entryguard.resources.reliability;

import java.util.Optional;

/**
 * How much is run: little at every build; with {@code -Psoak} as much as docs/reliability.md
 * states, times {@code -Dsoak.scale}.
 */
final class Scale {
  private static final Optional<String> SOAK_SCALE =
      Optional.ofNullable(System.getProperty("soak.scale"));

  /** Builds repeat the same seeds; a soak takes new ones, so that every one tries something new. */
  private static final long FIRST_SEED =
      Long.getLong("seed", SOAK_SCALE.isEmpty() ? 1 : System.currentTimeMillis());

  private Scale() {}

  static int of(int quick, int soak) {
    return SOAK_SCALE
        .map(scale -> (int) Math.round(soak * Double.parseDouble(scale)))
        .orElse(quick);
  }

  /** Where the seeds begin; {@code -Dseed} says so, for one that failed. */
  static long firstSeed() {
    return FIRST_SEED;
  }
}
