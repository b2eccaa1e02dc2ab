package io.entryguard.resources.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Runs callers side by side, one at a time, and lets a seed decide at each {@link #pause} who goes
 * on: so a run that fails can be run again.
 */
final class Interleaving {
  private static final ThreadLocal<@Nullable Turn> OWN = new ThreadLocal<>();
  private final Semaphore back = new Semaphore(0);
  private final Random random;

  Interleaving(long seed) {
    this.random = new Random(seed);
  }

  /**
   * Runs all callers to their ends.
   *
   * @throws IllegalStateException when one of them failed
   */
  void run(List<Runnable> callers) {
    List<Turn> turns = new ArrayList<>();
    for (Runnable caller : callers) {
      var turn = new Turn();
      turns.add(turn);
      Thread.ofVirtual().start(() -> live(turn, caller));
    }
    while (!turns.isEmpty()) {
      Turn next = turns.get(random.nextInt(turns.size()));
      next.go.release();
      back.acquireUninterruptibly();
      if (next.failure != null) {
        throw new IllegalStateException("a caller failed", next.failure);
      }
      if (next.over) {
        turns.remove(next);
      }
    }
  }

  /** Lets others go first; does nothing for who is not one of the callers. */
  void pause() {
    Turn turn = OWN.get();
    if (turn != null) {
      back.release();
      turn.go.acquireUninterruptibly();
    }
  }

  private void live(Turn turn, Runnable caller) {
    OWN.set(turn);
    turn.go.acquireUninterruptibly();
    try {
      caller.run();
    } catch (RuntimeException | Error e) {
      turn.failure = e;
    }
    turn.over = true;
    back.release();
  }

  /** What the semaphores hand over between a caller and the loop. */
  private static final class Turn {
    private final Semaphore go = new Semaphore(0);
    private boolean over;
    private @Nullable Throwable failure;
  }
}
