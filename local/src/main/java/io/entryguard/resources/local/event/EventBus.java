package io.entryguard.resources.local.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.local.function.FunctionFailure;
import io.entryguard.resources.local.function.FunctionOutput;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.template.EventsDefinition;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Bus, rule and queue in front of the real function. Each event is a batch of its own, so that what
 * the function logs meanwhile is about this event; and it is handed over once, because nobody here
 * waits for a second try.
 */
public final class EventBus {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EventsDefinition definition;
  private final LoadedFunction function;
  private final InstantSource clock;
  private final Supplier<String> ids;
  private final BiConsumer<String, Throwable> log;

  /**
   * @param ids gives a new one at each call
   * @param log takes what made the function fail altogether, and the message's id
   */
  public EventBus(
      EventsDefinition definition,
      LoadedFunction function,
      InstantSource clock,
      Supplier<String> ids,
      BiConsumer<String, Throwable> log) {
    this.definition = definition;
    this.function = function;
    this.clock = clock;
    this.ids = ids;
    this.log = log;
  }

  /**
   * Reads what may be put on the bus.
   *
   * @throws NoEventException if any of it is no event
   */
  public List<Event> read(String json) throws NoEventException {
    return new PostedEventReader(new Envelopes(ids, clock)).read(json);
  }

  /** Returns when the event has been handled. */
  public EventOutcome put(Event event) {
    if (event.bus().isPresent() && !isThisBus(event.bus().get())) {
      return new EventOutcome.NotMatched(
          "It is for the bus %s, and there is %s only."
              .formatted(event.bus().get(), definition.bus()));
    }
    if (!definition.sources().contains(event.source())) {
      return new EventOutcome.NotMatched("No rule takes the source %s.".formatted(event.source()));
    }
    return handOver(
        new QueueMessage(ids.get(), event.json(), definition.queueArn(), clock.instant()));
  }

  private boolean isThisBus(String nameOrArn) {
    return nameOrArn.equals(definition.bus())
        || nameOrArn.endsWith(":event-bus/" + definition.bus());
  }

  private EventOutcome handOver(QueueMessage message) {
    FunctionOutput.Recorded<Answer> call = FunctionOutput.record(() -> invoke(message));
    call.lines().forEach(System.out::println);
    String reason = LastLogLine.of(call.lines()).orElse("The function logged nothing.");
    return switch (call.result()) {
      case DONE -> new EventOutcome.Done(reason);
      case GIVEN_BACK -> new EventOutcome.Failed(reason);
      case NONE -> new EventOutcome.Failed("The function failed: its log says more.");
    };
  }

  private Answer invoke(QueueMessage message) {
    try {
      JsonNode failures =
          JSON.readTree(function.invoke(message.event(), message.id())).path("batchItemFailures");
      return failures.isEmpty() ? Answer.DONE : Answer.GIVEN_BACK;
    } catch (FunctionFailure | IOException e) {
      log.accept(message.id(), e);
      return Answer.NONE;
    }
  }

  private enum Answer {
    DONE,
    GIVEN_BACK,
    NONE
  }
}
