package io.entryguard.resources.local.endtoend;

/**
 * How much is generated: some at every build; with {@code -Psoak} as much as docs/security.md
 * states, times {@code -Dsoak.scale}.
 */
final class Amount {
  private static final double SOAK_SCALE =
      Double.parseDouble(System.getProperty("soak.scale", "0"));

  /** Builds repeat the same seeds; a soak takes new ones, so that every one tries something new. */
  private static final long SEED =
      Long.getLong("seed", SOAK_SCALE == 0 ? 1 : System.currentTimeMillis());

  private Amount() {}

  static int of(int quick, int soak) {
    return SOAK_SCALE == 0 ? quick : (int) Math.round(soak * SOAK_SCALE);
  }

  /** The first seed; {@code -Dseed} says so, for one that failed. */
  static long seed() {
    return SEED;
  }
}
