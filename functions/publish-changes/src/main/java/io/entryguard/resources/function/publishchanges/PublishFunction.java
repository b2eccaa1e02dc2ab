package io.entryguard.resources.function.publishchanges;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceCreated;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceDeleted;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceRequestCompleted;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceRequestRefused;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceUpdated;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceVerificationRequested;
import io.entryguard.resources.store.Deadline;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Publishes the table's changes. A record is done when its event is published, or it has none. What
 * the bus does not take is read again, with all that follows it in its shard; what can never be
 * published is logged, and holds up nothing.
 */
public final class PublishFunction {
  private static final Logger LOG = LoggerFactory.getLogger(PublishFunction.class);

  /**
   * The log message of a change that is lost to the bus; an alarm of template.yaml waits for it.
   */
  public static final String CANNOT_BE_ANNOUNCED = "A change cannot be announced";

  private final EventPublisher publisher;

  @Inject
  public PublishFunction(EventPublisher publisher) {
    this.publisher = requireNonNull(publisher, "publisher is null");
  }

  private record Pending(String sequenceNumber, OutboundEvent event) {}

  /** Publishes the records' events, and reports the first record to be read again, if any. */
  public StreamsEventResponse handle(DynamodbEvent batch, Context context) {
    List<Pending> pending = new ArrayList<>();
    for (var record : requireNonNullElse(batch.getRecords(), List.<DynamodbStreamRecord>of())) {
      try {
        StreamRecordReader.read(record)
            .ifPresent(event -> pending.add(new Pending(sequenceNumber(record), event)));
      } catch (RuntimeException e) {
        // Nothing was called: what fails once fails each time, and must not be read for ever.
        Map<String, AttributeValue> keys = StreamRecordReader.keys(record);
        LOG.atError()
            .setCause(e)
            .addKeyValue("sequenceNumber", sequenceNumber(record))
            .addKeyValue("partitionKey", text(keys, Key.PARTITION_NAME))
            .addKeyValue("sortKey", text(keys, Key.SORT_NAME))
            .log(CANNOT_BE_ANNOUNCED);
      }
    }
    return publish(pending, () -> Duration.ofMillis(context.getRemainingTimeInMillis()));
  }

  private StreamsEventResponse publish(List<Pending> pending, Deadline deadline) {
    List<PublishResult> results =
        publisher.publish(pending.stream().map(Pending::event).toList(), deadline);

    for (int i = 0; i < pending.size(); i++) {
      switch (results.get(i)) {
        case PublishResult.Published() ->
            at(Level.INFO, pending.get(i)).log("A change was announced");
        case PublishResult.Rejected(String reason) ->
            at(Level.ERROR, pending.get(i)).addKeyValue("reason", reason).log(CANNOT_BE_ANNOUNCED);
        case PublishResult.Failed(String reason) -> {
          at(Level.WARN, pending.get(i))
              .addKeyValue("reason", reason)
              .log("The bus did not take a change: it comes again, with what follows it");
          // Lambda starts again from the lowest number, so those after it need not be named.
          return new StreamsEventResponse(
              List.of(new BatchItemFailure(pending.get(i).sequenceNumber())));
        }
      }
    }
    return new StreamsEventResponse(List.of());
  }

  /** Without one, which a record by hand may be, the whole batch counts as failed. */
  private static String sequenceNumber(DynamodbStreamRecord record) {
    return Optional.ofNullable(record.getDynamodb())
        .map(StreamRecord::getSequenceNumber)
        .orElse("");
  }

  private static String text(Map<String, AttributeValue> keys, String name) {
    return Optional.ofNullable(keys.get(name)).map(AttributeValue::s).orElse("");
  }

  private static LoggingEventBuilder at(Level level, Pending pending) {
    LoggingEventBuilder line =
        LOG.atLevel(level)
            .addKeyValue("sequenceNumber", pending.sequenceNumber())
            .addKeyValue("changeId", pending.event().changeId())
            .addKeyValue("eventType", pending.event().type())
            .addKeyValue("organizationId", pending.event().organization());
    return switch (pending.event()) {
      case ResourceCreated created -> line.addKeyValue("resourceId", created.resource().id());
      case ResourceUpdated updated -> line.addKeyValue("resourceId", updated.resource().id());
      case ResourceVerificationRequested requested ->
          line.addKeyValue("resourceId", requested.resource().id());
      case ResourceDeleted deleted -> line.addKeyValue("resourceId", deleted.resource());
      case ResourceRequestCompleted completed ->
          line.addKeyValue("requestId", completed.request().value())
              .addKeyValue("resourceId", completed.resource());
      case ResourceRequestRefused refused ->
          line.addKeyValue("requestId", refused.request().value());
    };
  }
}
