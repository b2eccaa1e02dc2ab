package io.entryguard.resources.local.event;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The newest events that the service published, as delivered to a rule's target. */
public final class PublishedEvents {
  /** How many events are kept. */
  static final int KEPT = 100;

  private final EventReader reader;
  private final Deque<String> newest = new ArrayDeque<>();
  private final List<Consumer<Event>> subscribers = new CopyOnWriteArrayList<>();

  /**
   * @param ids generates ids
   */
  public PublishedEvents(InstantSource clock, Supplier<String> ids) {
    this.reader = new EventReader(clock, ids);
  }

  /** Hands every event from now on to a subscriber, which must not make the sender wait. */
  public void subscribe(Consumer<Event> subscriber) {
    subscribers.add(subscriber);
  }

  /**
   * Publishes events.
   *
   * @param request a PutEvents request
   * @return the events' ids in the same order
   * @throws MalformedEventException if any of them is malformed; then none is published
   */
  public List<String> put(String request) throws MalformedEventException {
    List<Event> events = reader.read(request);
    synchronized (newest) {
      for (Event event : events) {
        newest.addLast(event.json());
        if (newest.size() > KEPT) {
          newest.removeFirst();
        }
      }
    }
    events.forEach(event -> subscribers.forEach(subscriber -> subscriber.accept(event)));
    return events.stream().map(Event::id).toList();
  }

  /** Returns each event as JSON, the newest last. */
  public List<String> newest() {
    synchronized (newest) {
      return new ArrayList<>(newest);
    }
  }
}
