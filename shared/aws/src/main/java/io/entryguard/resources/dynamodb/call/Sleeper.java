package io.entryguard.resources.dynamodb.call;

import java.time.Duration;

/** Waits; {@code Thread::sleep} outside tests. */
@FunctionalInterface
public interface Sleeper {
  void sleep(Duration duration) throws InterruptedException;
}
