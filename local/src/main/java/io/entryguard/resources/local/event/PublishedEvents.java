package io.entryguard.resources.local.event;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the service itself put on the bus, as rules' targets would get it: the newest of it. */
public final class PublishedEvents {
  /** As many as anybody looks through. */
  static final int KEPT = 100;

  private final EventReader reader;
  private final Deque<String> newest = new ArrayDeque<>();
  private final List<Consumer<Event>> subscribers = new CopyOnWriteArrayList<>();

  /**
   * @param ids gives a new one at each call
   */
  public PublishedEvents(InstantSource clock, Supplier<String> ids) {
    this.reader = new EventReader(clock, ids);
  }

  /** Hands every event from now on to a subscriber, which must not make the sender wait. */
  public void subscribe(Consumer<Event> subscriber) {
    subscribers.add(subscriber);
  }

  /**
   * Puts events on the bus.
   *
   * @param request of PutEvents
   * @return their ids, in the same order
   * @throws NoEventException if any of it is no event; none is then put
   */
  public List<String> put(String request) throws NoEventException {
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

  /** Each as JSON, the newest last. */
  public List<String> newest() {
    synchronized (newest) {
      return new ArrayList<>(newest);
    }
  }
}
