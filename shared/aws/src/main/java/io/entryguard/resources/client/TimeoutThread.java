package io.entryguard.resources.client;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * One thread that ends the calls of all clients that take too long. Left to itself, the SDK starts
 * five such threads for each client.
 */
final class TimeoutThread {
  private TimeoutThread() {}

  static ScheduledExecutorService start() {
    var timeouts =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().daemon().name("timeouts").unstarted(task));
    // Nearly every call ends in time: its timeout is not kept until it would have been due.
    timeouts.setRemoveOnCancelPolicy(true);
    return timeouts;
  }
}
