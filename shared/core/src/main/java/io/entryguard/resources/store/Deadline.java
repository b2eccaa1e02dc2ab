package io.entryguard.resources.store;

import java.time.Duration;

/**
 * How long whoever waits for this work will still wait. Asked anew each time, because it shrinks.
 */
@FunctionalInterface
public interface Deadline {
  Duration remaining();
}
