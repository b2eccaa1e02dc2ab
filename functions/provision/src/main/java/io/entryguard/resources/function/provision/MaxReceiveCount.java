package io.entryguard.resources.function.provision;

/**
 * How often a queue hands a message on before it gives it up to its dead-letter queue.
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
