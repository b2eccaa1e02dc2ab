package io.entryguard.resources.event;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.entryguard.resources.access.AccessCheckUnavailableException;
import io.entryguard.resources.log.Log;
import io.entryguard.resources.log.LogField;
import io.entryguard.resources.resource.Refusal;
import io.entryguard.resources.resource.StoreUnavailableException;
import io.entryguard.resources.resource.TimeLeft;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The product's events from a queue. A message is done, or it is reported and fails alone: then the
 * queue hands it on again, and after the last time gives it up to its dead-letter queue.
 */
public final class EventFunction {
  /**
   * What a message takes when DynamoDB does not answer: three tries of two seconds, and more than
   * the waits between them. With less, it is not begun.
   */
  static final Duration LONGEST_MESSAGE = Duration.ofSeconds(8);

  private static final String RECEIVE_COUNT = "ApproximateReceiveCount";

  private final Provisioning provisioning;
  private final MaxReceiveCount maxReceiveCount;
  private final Log log;

  @Inject
  EventFunction(Provisioning provisioning, MaxReceiveCount maxReceiveCount, Log log) {
    this.provisioning = requireNonNull(provisioning, "provisioning is null");
    this.maxReceiveCount = requireNonNull(maxReceiveCount, "maxReceiveCount is null");
    this.log = requireNonNull(log, "log is null");
  }

  /** Takes the messages, one after the other, and says which of them are not done. */
  public SQSBatchResponse handle(SQSEvent batch, Context context) {
    TimeLeft timeLeft = () -> Duration.ofMillis(context.getRemainingTimeInMillis());
    List<BatchItemFailure> failures = new ArrayList<>();
    for (SQSMessage message : requireNonNullElse(batch.getRecords(), List.<SQSMessage>of())) {
      if (!isDone(message, timeLeft)) {
        failures.add(new BatchItemFailure(message.getMessageId()));
      }
    }
    return new SQSBatchResponse(failures);
  }

  private boolean isDone(SQSMessage message, TimeLeft timeLeft) {
    Map<LogField, String> fields = new EnumMap<>(LogField.class);
    fields.put(LogField.MESSAGE_ID, requireNonNullElse(message.getMessageId(), ""));
    if (timeLeft.remaining().compareTo(LONGEST_MESSAGE) < 0) {
      log.warn("A message was not begun, for lack of time: it comes again", fields);
      return false;
    }
    try {
      Envelope envelope = Envelope.read(requireNonNullElse(message.getBody(), ""));
      fields.put(LogField.EVENT_ID, envelope.id());
      ProductEvent event = EventReader.read(envelope);
      fields.putAll(fields(event));
      return isDone(provisioning.apply(event, isLastReceive(message), timeLeft), fields);
    } catch (MalformedEventException e) {
      fields.put(LogField.REASON, e.reason());
      log.warn("A message is no event: it ends in the dead-letter queue", fields);
    } catch (StoreUnavailableException | AccessCheckUnavailableException e) {
      log.warn("The store is unavailable: the message comes again", fields, e);
    } catch (RuntimeException e) {
      log.error("A message failed: it comes again", fields, e);
    }
    return false;
  }

  private boolean isDone(Effect effect, Map<LogField, String> fields) {
    return switch (effect) {
      case Effect.Applied() -> {
        log.info("An event was applied", fields);
        yield true;
      }
      case Effect.Known() -> {
        log.info("An event changed nothing: it is known, overtaken, or about what is gone", fields);
        yield true;
      }
      case Effect.Contradicted() -> {
        log.warn("An event contradicts an earlier one of its version or id, which stays", fields);
        yield true;
      }
      case Effect.Refused(Refusal refusal) -> {
        fields.put(LogField.REASON, refusal.code().name());
        log.info("A request was refused, and its record says so", fields);
        yield true;
      }
      case Effect.Waiting(Refusal refusal) -> {
        fields.put(LogField.REASON, refusal.code().name());
        log.info("A request waits for what may still come", fields);
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

  private static Map<LogField, String> fields(ProductEvent event) {
    return switch (event) {
      case ProductEvent.OrganizationChanged(var organization) ->
          Map.of(
              LogField.EVENT_TYPE,
              "OrganizationChanged",
              LogField.ORGANIZATION_ID,
              organization.id().toString());
      case ProductEvent.CredentialChanged(var credential) ->
          Map.of(
              LogField.EVENT_TYPE, "CredentialChanged",
              LogField.ORGANIZATION_ID, credential.organization().toString(),
              LogField.CREDENTIAL_ID, credential.id().toString());
      case ProductEvent.ApiKeyChanged(var key) ->
          Map.of(
              LogField.EVENT_TYPE,
              "ApiKeyChanged",
              LogField.ORGANIZATION_ID,
              key.organization().toString());
      case ProductEvent.ResourceRequested(var organization, var key, _) ->
          Map.of(
              LogField.EVENT_TYPE, "ResourceRequested",
              LogField.ORGANIZATION_ID, organization.toString(),
              LogField.REQUEST_ID, key.value());
      case ProductEvent.ResourceVerified(var organization, var resource, _) ->
          Map.of(
              LogField.EVENT_TYPE, "ResourceVerified",
              LogField.ORGANIZATION_ID, organization.toString(),
              LogField.RESOURCE_ID, resource.toString());
      case ProductEvent.ResourceDeleted(var organization, var resource) ->
          Map.of(
              LogField.EVENT_TYPE, "ResourceDeleted",
              LogField.ORGANIZATION_ID, organization.toString(),
              LogField.RESOURCE_ID, resource.toString());
    };
  }
}
