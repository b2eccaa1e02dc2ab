package io.entryguard.resources.function.provision;

/**
 * How often a queue delivers a message before it moves it to its dead-letter queue.
 *
 * @param value the {@code maxReceiveCount} of the queue's redrive policy
 */
public record MaxReceiveCount(int value) {
  public MaxReceiveCount {
    if (value < 1) {
      throw new IllegalArgumentException("value is not positive");
    }
  }
}
