package io.entryguard.resources.local.endtoend;

/**
 * The number of generated cases: few in every build; with {@code -Psoak} as many as
 * docs/security.md states, times {@code -Dsoak.scale}.
 */
final class Amount {
  private static final double SOAK_SCALE =
      Double.parseDouble(System.getProperty("soak.scale", "0"));

  /** Builds repeat the same seeds; every soak uses new ones. */
  private static final long SEED =
      Long.getLong("seed", SOAK_SCALE == 0 ? 1 : System.currentTimeMillis());

  private Amount() {}

  static int of(int quick, int soak) {
    return SOAK_SCALE == 0 ? quick : (int) Math.round(soak * SOAK_SCALE);
  }

  /** The first seed; {@code -Dseed} repeats a failed one. */
  static long seed() {
    return SEED;
  }
}
