package io.entryguard.resources.function.publishchanges;

import io.entryguard.resources.store.Deadline;
import java.util.List;

/** The way to the rest of the product. */
public interface EventPublisher {
  /**
   * Announces in the order given, and goes no further when something is left undelivered. Neither
   * is a promise to readers: they may hear of a change twice, and of a later one first.
   *
   * @return what became of each, in the order given
   */
  List<PublishResult> announce(List<OutboundEvent> announcements, Deadline timeLeft);
}
