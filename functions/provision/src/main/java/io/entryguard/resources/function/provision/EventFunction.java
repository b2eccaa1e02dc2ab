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
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The product's events from a queue. A message is done, or it is reported and fails alone: then the
 * queue hands it on again, and after the last time gives it up to its dead-letter queue.
 */
public final class EventFunction {
  private static final Logger LOG = LoggerFactory.getLogger(EventFunction.class);

  /**
   * What a message takes when DynamoDB does not answer: three tries of two seconds, and more than
   * the waits between them. With less, it is not begun.
   */
  static final Duration LONGEST_MESSAGE = Duration.ofSeconds(8);

  private static final String RECEIVE_COUNT = "ApproximateReceiveCount";

  private final Provisioning provisioning;
  private final MaxReceiveCount maxReceiveCount;

  @Inject
  EventFunction(Provisioning provisioning, MaxReceiveCount maxReceiveCount) {
    this.provisioning = requireNonNull(provisioning, "provisioning is null");
    this.maxReceiveCount = requireNonNull(maxReceiveCount, "maxReceiveCount is null");
  }

  /** Takes the messages, one after the other, and says which of them are not done. */
  public SQSBatchResponse handle(SQSEvent batch, Context context) {
    Deadline timeLeft = () -> Duration.ofMillis(context.getRemainingTimeInMillis());
    List<BatchItemFailure> failures = new ArrayList<>();
    for (SQSMessage message : requireNonNullElse(batch.getRecords(), List.<SQSMessage>of())) {
      if (!isDone(message, timeLeft)) {
        failures.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
  }

  private boolean isDone(SQSMessage message, Deadline timeLeft) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("messageId", requireNonNullElse(message.getMessageId(), ""));
    if (timeLeft.remaining().compareTo(LONGEST_MESSAGE) < 0) {
      withFields(LOG.atWarn(), fields)
          .log("A message was not begun, for lack of time: it comes again");
      return false;
    }
    try {
      Envelope envelope = Envelope.read(requireNonNullElse(message.getBody(), ""));
      fields.put("eventId", envelope.id());
      ProductEvent event = EventReader.read(envelope);
      fields.putAll(fields(event));
      return isDone(provisioning.apply(event, isLastReceive(message), timeLeft), fields);
    } catch (MalformedEventException e) {
      fields.put("reason", e.reason());
      withFields(LOG.atWarn(), fields)
          .log("A message is no event: it ends in the dead-letter queue");
    } catch (StoreUnavailableException e) {
      withFields(LOG.atWarn().setCause(e), fields)
          .log("The store is unavailable: the message comes again");
    } catch (RuntimeException e) {
      withFields(LOG.atError().setCause(e), fields).log("A message failed: it comes again");
    }
    return false;
  }

  private boolean isDone(EventOutcome effect, Map<String, String> fields) {
    return switch (effect) {
      case EventOutcome.Applied() -> {
        withFields(LOG.atInfo(), fields).log("An event was applied");
        yield true;
      }
      case EventOutcome.Known() -> {
        withFields(LOG.atInfo(), fields)
            .log("An event changed nothing: it is known, overtaken, or about what is gone");
        yield true;
      }
      case EventOutcome.Contradicted() -> {
        withFields(LOG.atWarn(), fields)
            .log("An event contradicts an earlier one of its version or id, which stays");
        yield true;
      }
      case EventOutcome.Refused(Refusal refusal) -> {
        fields.put("reason", refusal.code().name());
        withFields(LOG.atInfo(), fields).log("A request was refused, and its record says so");
        yield true;
      }
      case EventOutcome.Waiting(Refusal refusal) -> {
        fields.put("reason", refusal.code().name());
        withFields(LOG.atInfo(), fields).log("A request waits for what may still come");
        yield false;
      }
    };
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

  private static Map<String, String> fields(ProductEvent event) {
    return switch (event) {
      case ProductEvent.OrganizationChanged(var organization) ->
          Map.of(
              "eventType", "OrganizationChanged", "organizationId", organization.id().toString());
      case ProductEvent.CredentialChanged(var credential) ->
          Map.of(
              "eventType", "CredentialChanged",
              "organizationId", credential.organization().toString(),
              "credentialId", credential.id().toString());
      case ProductEvent.ApiKeyChanged(var key) ->
          Map.of("eventType", "ApiKeyChanged", "organizationId", key.organization().toString());
      case ProductEvent.ResourceRequested(var organization, var key, _) ->
          Map.of(
              "eventType", "ResourceRequested",
              "organizationId", organization.toString(),
              "requestId", key.value());
      case ProductEvent.ResourceVerified(var organization, var resource, _) ->
          Map.of(
              "eventType", "ResourceVerified",
              "organizationId", organization.toString(),
              "resourceId", resource.toString());
      case ProductEvent.ResourceDeleted(var organization, var resource) ->
          Map.of(
              "eventType", "ResourceDeleted",
              "organizationId", organization.toString(),
              "resourceId", resource.toString());
    };
  }

  private static LoggingEventBuilder withFields(
      LoggingEventBuilder line, Map<String, String> fields) {
    LoggingEventBuilder filled = line;
    for (Map.Entry<String, String> field : fields.entrySet()) {
      filled = filled.addKeyValue(field.getKey(), field.getValue());
    }
    return filled;
  }
}
