package io.entryguard.resources.store;

import java.time.Duration;

/** The time left until the caller stops waiting. Read it anew each time, because it shrinks. */
@FunctionalInterface
public interface Deadline {
  Duration remaining();
}
