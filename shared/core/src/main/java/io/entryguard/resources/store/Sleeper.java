package io.entryguard.resources.store;

import java.time.Duration;

/** Waits; {@code Thread::sleep} outside tests. */
@FunctionalInterface
public interface Sleeper {
  void sleep(Duration duration) throws InterruptedException;
}
