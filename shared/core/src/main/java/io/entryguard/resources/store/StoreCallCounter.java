package io.entryguard.resources.store;

import org.jspecify.annotations.Nullable;

/**
 * How often the store was called for the request that this thread answers, tries of the same call
 * among them. By thread, because between a request and the client that calls lies code that has no
 * other use for it.
 */
public final class StoreCallCounter {
  private static final ThreadLocal<int[]> TRIES = new ThreadLocal<>();

  private StoreCallCounter() {}

  /** Another request begins. */
  public static void begin() {
    TRIES.set(new int[1]);
  }

  /** The store is called; nothing if that is for no request. */
  public static void add() {
    int @Nullable [] tries = TRIES.get();
    if (tries != null) {
      tries[0]++;
    }
  }

  /** Since the request began, which ends with this. */
  public static int end() {
    int @Nullable [] tries = TRIES.get();
    TRIES.remove();
    return tries == null ? 0 : tries[0];
  }
}
