package io.entryguard.resources.function.publishchanges;

import io.entryguard.resources.store.Deadline;
import java.util.List;

/** Publishes events to the rest of the product. */
public interface EventPublisher {
  /**
   * Publishes in the order given, and goes no further after a failure. Neither is a promise to
   * readers: they may get an event twice, and a later one first.
   *
   * @return the result of each event, in the order given
   */
  List<PublishResult> publish(List<OutboundEvent> events, Deadline deadline);
}
