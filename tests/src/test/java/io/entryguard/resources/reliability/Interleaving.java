package io.entryguard.resources.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Interleaves callers deterministically: only one runs at a time, and at each {@link #pause} it is
 * decided which one continues, so that a failed run can be repeated.
 */
final class Interleaving {
  private static final ThreadLocal<@Nullable Turn> OWN = new ThreadLocal<>();
  private final Semaphore back = new Semaphore(0);
  private final IntUnaryOperator choose;

  Interleaving(long seed) {
    this(new Random(seed)::nextInt);
  }

  /**
   * @param choose returns a number from 0 inclusive to its argument exclusive
   */
  Interleaving(IntUnaryOperator choose) {
    this.choose = choose;
  }

  /**
   * Runs all callers to completion.
   *
   * @throws IllegalStateException if one of them fails
   */
  void run(List<Runnable> callers) {
    List<Turn> turns = new ArrayList<>();
    for (Runnable caller : callers) {
      var turn = new Turn();
      turns.add(turn);
      Thread.ofVirtual().start(() -> live(turn, caller));
    }
    while (!turns.isEmpty()) {
      Turn next = turns.get(choose.applyAsInt(turns.size()));
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

  /** Yields to other callers; has no effect in a thread that is not a caller. */
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

  /** The handover between a caller and the scheduling loop. */
  private static final class Turn {
    private final Semaphore go = new Semaphore(0);
    private boolean over;
    private @Nullable Throwable failure;
  }
}
