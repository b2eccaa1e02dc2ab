package io.entryguard.resources.reliability;

import java.util.Optional;

/**
 * The number of runs: few in every build; with {@code -Psoak} as many as docs/reliability.md
 * states, times {@code -Dsoak.scale}.
 */
public final class Scale {
  private static final Optional<String> SOAK_SCALE =
      Optional.ofNullable(System.getProperty("soak.scale"));

  /** Builds repeat the same seeds; every soak uses new ones. */
  private static final long FIRST_SEED =
      Long.getLong("seed", SOAK_SCALE.isEmpty() ? 1 : System.currentTimeMillis());

  private Scale() {}

  /** Returns how many runs to do. */
  public static int of(int quick, int soak) {
    return SOAK_SCALE
        .map(scale -> (int) Math.round(soak * Double.parseDouble(scale)))
        .orElse(quick);
  }

  /** The first seed; {@code -Dseed} repeats a failed one. */
  static long firstSeed() {
    return FIRST_SEED;
  }
}
