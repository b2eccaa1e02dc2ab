package io.entryguard.resources.local.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.local.function.FunctionFailure;
import io.entryguard.resources.local.function.FunctionOutput;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.template.EventsDefinition;
import io.entryguard.resources.local.template.LocalAws;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * A local event bus with the template's rule and queue, in front of the deployed function. Each
 * event is delivered in its own batch, so that the function's log lines belong to this event, and
 * only once: there are no retries.
 */
public final class EventBus {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EventsDefinition definition;
  private final LoadedFunction function;
  private final InstantSource clock;
  private final Supplier<String> ids;
  private final BiConsumer<String, Throwable> log;

  /**
   * @param ids generates ids
   * @param log receives the message's id and the exception if the function fails
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
   * Reads events from JSON.
   *
   * @throws MalformedEventException if any of them is malformed
   */
  public List<Event> read(String json) throws MalformedEventException {
    return new EventReader(clock, ids).read(json);
  }

  /** Delivers the event and returns when it has been handled. */
  public EventOutcome put(Event event) {
    if (event.bus().isPresent() && !isThisBus(event.bus().get())) {
      return new EventOutcome.NotMatched(
          "It is for the bus %s, and there is %s only."
              .formatted(event.bus().get(), definition.bus()));
    }
    if (!definition.sources().contains(event.source())) {
      return new EventOutcome.NotMatched("No rule takes the source %s.".formatted(event.source()));
    }
    return deliver(event);
  }

  private boolean isThisBus(String nameOrArn) {
    return nameOrArn.equals(definition.bus())
        || nameOrArn.endsWith(":event-bus/" + definition.bus());
  }

  private EventOutcome deliver(Event event) {
    FunctionOutput.Recorded<JsonNode> call = FunctionOutput.record(() -> invoke(event));
    call.lines().forEach(System.out::println);
    if (call.result().isMissingNode()) {
      return new EventOutcome.Failed("The function failed: its log says more.");
    }
    // The response contains only ids; the reason is in the function's log.
    String reason =
        call.lines().reversed().stream()
            .flatMap(line -> logged(line).stream())
            .findFirst()
            .orElse("The function logged nothing.");
    return call.result().path("batchItemFailures").isEmpty()
        ? new EventOutcome.Done(reason)
        : new EventOutcome.Failed(reason);
  }

  /** Returns the function's response; a missing node if it fails. */
  private JsonNode invoke(Event event) {
    String id = ids.get();
    try {
      return JSON.readTree(function.invoke(batch(id, event.json()), id));
    } catch (FunctionFailure | IOException e) {
      log.accept(id, e);
      return JSON.missingNode();
    }
  }

  /**
   * Returns the event for one message that is received for the first time.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">the SQS event</a>
   */
  private byte[] batch(String id, String body) {
    ObjectNode batch = JSON.createObjectNode();
    ObjectNode message = batch.putArray("Records").addObject();
    message.put("messageId", id);
    message.put("receiptHandle", id);
    message.put("body", body);
    String millis = Long.toString(clock.millis());
    message
        .putObject("attributes")
        .put("ApproximateReceiveCount", "1")
        .put("SentTimestamp", millis)
        .put("SenderId", LocalAws.ACCOUNT)
        .put("ApproximateFirstReceiveTimestamp", millis);
    message.putObject("messageAttributes");
    message.put("eventSource", "aws:sqs");
    message.put("eventSourceARN", definition.queueArn());
    message.put("awsRegion", LocalAws.REGION);
    return batch.toString().getBytes(UTF_8);
  }

  /** Returns a log line's message, with its reason if it has one. */
  private static Optional<String> logged(String line) {
    JsonNode entry;
    try {
      entry = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    String message = entry.path("message").asText();
    String reason = entry.path("reason").asText();
    return Optional.of(reason.isEmpty() ? message : message + " (" + reason + ")")
        .filter(text -> !message.isEmpty());
  }
}
