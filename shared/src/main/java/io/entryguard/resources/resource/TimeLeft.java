package io.entryguard.resources.resource;

import java.time.Duration;

/**
 * How long whoever waits for this work will still wait. Asked anew each time, because it shrinks.
 */
@FunctionalInterface
public interface TimeLeft {
  Duration remaining();
}
