package io.entryguard.resources.function.provision;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Applies the product's events from a queue. A message that fails is reported, and fails alone: the
 * queue delivers it again, and after the last time moves it to its dead-letter queue.
 */
public final class EventFunction {
  private static final Logger LOG = LoggerFactory.getLogger(EventFunction.class);

  /**
   * What a message takes when DynamoDB does not answer: three tries of two seconds, and more than
   * the waits between them. With less, it is not begun.
   */
  static final Duration LONGEST_MESSAGE = Duration.ofSeconds(8);

  private static final String RECEIVE_COUNT = "ApproximateReceiveCount";

  private final ApplyEvent applyEvent;
  private final MaxReceiveCount maxReceiveCount;

  @Inject
  EventFunction(ApplyEvent applyEvent, MaxReceiveCount maxReceiveCount) {
    this.applyEvent = requireNonNull(applyEvent, "applyEvent is null");
    this.maxReceiveCount = requireNonNull(maxReceiveCount, "maxReceiveCount is null");
  }

  /** Applies the messages, one after the other, and reports those that failed. */
  public SQSBatchResponse handle(SQSEvent batch, Context context) {
    Deadline deadline = () -> Duration.ofMillis(context.getRemainingTimeInMillis());
    List<BatchItemFailure> failures = new ArrayList<>();
    for (SQSMessage message : requireNonNullElse(batch.getRecords(), List.<SQSMessage>of())) {
      if (!isDone(message, deadline)) {
        failures.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
  }

  private boolean isDone(SQSMessage message, Deadline deadline) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("messageId", requireNonNullElse(message.getMessageId(), ""));
    if (deadline.remaining().compareTo(LONGEST_MESSAGE) < 0) {
      at(Level.WARN, fields).log("A message was not begun, for lack of time: it comes again");
      return false;
    }
    try {
      Envelope envelope = Envelope.read(requireNonNullElse(message.getBody(), ""));
      fields.put("eventId", envelope.id());
      ProductEvent event = EventReader.read(envelope);
      addFields(fields, event);
      return isDone(applyEvent.apply(event, isLastReceive(message), deadline), fields);
    } catch (MalformedEventException e) {
      fields.put("reason", e.getMessage());
      at(Level.WARN, fields).log("A message is no event: it ends in the dead-letter queue");
    } catch (StoreUnavailableException e) {
      at(Level.WARN, fields).setCause(e).log("The store is unavailable: the message comes again");
    } catch (RuntimeException e) {
      at(Level.ERROR, fields).setCause(e).log("A message failed: it comes again");
    }
    return false;
  }

  private static boolean isDone(EventOutcome outcome, Map<String, Object> fields) {
    switch (outcome) {
      case EventOutcome.Applied() -> at(Level.INFO, fields).log("An event was applied");
      case EventOutcome.Known() ->
          at(Level.INFO, fields)
              .log("An event changed nothing: it is known, overtaken, or about what is gone");
      case EventOutcome.Contradicted() ->
          at(Level.WARN, fields)
              .log("An event contradicts an earlier one of its version or id, which stays");
      case EventOutcome.Refused(Refusal refusal) ->
          at(Level.INFO, fields)
              .addKeyValue("reason", refusal.code())
              .log("A request was refused, and its record says so");
      case EventOutcome.Waiting(Refusal refusal) ->
          at(Level.INFO, fields)
              .addKeyValue("reason", refusal.code())
              .log("A request waits for what may still come");
    }
    return !(outcome instanceof EventOutcome.Waiting);
  }

  private boolean isLastReceive(SQSMessage message) {
    Map<String, String> attributes = requireNonNullElse(message.getAttributes(), Map.of());
    try {
      return Integer.parseInt(attributes.getOrDefault(RECEIVE_COUNT, "1"))
          >= maxReceiveCount.value();
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static void addFields(Map<String, Object> fields, ProductEvent event) {
    fields.put("eventType", event.getClass().getSimpleName());
    fields.put("organizationId", event.organizationId());
    switch (event) {
      case ProductEvent.CredentialChanged(var credential) ->
          fields.put("credentialId", credential.id());
      case ProductEvent.ResourceRequested(_, var key, _) -> fields.put("requestId", key.value());
      case ProductEvent.ResourceVerified(_, var resource, _) -> fields.put("resourceId", resource);
      case ProductEvent.ResourceSessionsChanged(_, var resource, _) ->
          fields.put("resourceId", resource);
      case ProductEvent.ResourceDeleted(_, var resource) -> fields.put("resourceId", resource);
      case ProductEvent.OrganizationChanged _, ProductEvent.ApiKeyChanged _ -> {}
    }
  }

  private static LoggingEventBuilder at(Level level, Map<String, Object> fields) {
    LoggingEventBuilder line = LOG.atLevel(level);
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      line = line.addKeyValue(field.getKey(), field.getValue());
    }
    return line;
  }
}
