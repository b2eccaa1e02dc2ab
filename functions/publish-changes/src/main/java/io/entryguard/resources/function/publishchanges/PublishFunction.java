package io.entryguard.resources.function.publishchanges;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceCreated;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceRequestCompleted;
import io.entryguard.resources.function.publishchanges.OutboundEvent.ResourceRequestRefused;
import io.entryguard.resources.store.Deadline;
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
 * Announces what changed in the table. A record is done when its change is announced, or nobody
 * needs to hear of it. What the bus does not take comes again, with all that follows it in its
 * shard; what never can be announced is logged, and holds up nothing.
 */
public final class PublishFunction {
  private static final Logger LOG = LoggerFactory.getLogger(PublishFunction.class);

  /**
   * What the log says of a change that is lost to the bus; an alarm of template.yaml waits for it.
   */
  public static final String CANNOT_BE_ANNOUNCED = "A change cannot be announced";

  private final EventPublisher announcer;

  @Inject
  public PublishFunction(EventPublisher announcer) {
    this.announcer = requireNonNull(announcer, "announcer is null");
  }

  /** Announces what the records tell, and names the first that is to come again, if one is. */
  public StreamsEventResponse handle(DynamodbEvent batch, Context context) {
    Deadline timeLeft = () -> Duration.ofMillis(context.getRemainingTimeInMillis());
    List<Pending> pending = new ArrayList<>();
    for (var record : requireNonNullElse(batch.getRecords(), List.<DynamodbStreamRecord>of())) {
      switch (StreamRecordReader.read(record)) {
        case TableChange.Announced(OutboundEvent announcement) ->
            pending.add(new Pending(sequenceNumber(record), announcement));
        case TableChange.Unannounced() -> {}
        case TableChange.Unreadable unreadable ->
            withFields(
                    LOG.atError().setCause(unreadable.cause()),
                    fields(sequenceNumber(record), unreadable))
                .log(CANNOT_BE_ANNOUNCED);
      }
    }
    return announce(pending, timeLeft);
  }

  private StreamsEventResponse announce(List<Pending> pending, Deadline timeLeft) {
    List<PublishResult> deliveries =
        announcer.announce(pending.stream().map(Pending::announcement).toList(), timeLeft);

    for (int i = 0; i < pending.size(); i++) {
      Map<String, String> fields = fields(pending.get(i));
      switch (deliveries.get(i)) {
        case PublishResult.Delivered() ->
            withFields(LOG.atInfo(), fields).log("A change was announced");
        case PublishResult.Rejected(String reason) -> {
          fields.put("reason", reason);
          withFields(LOG.atError(), fields).log(CANNOT_BE_ANNOUNCED);
        }
        case PublishResult.Undelivered(String reason) -> {
          fields.put("reason", reason);
          withFields(LOG.atWarn(), fields)
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
    StreamRecord change = record.getDynamodb();
    return change == null ? "" : requireNonNullElse(change.getSequenceNumber(), "");
  }

  private static Map<String, String> fields(Pending pending) {
    OutboundEvent announcement = pending.announcement();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("sequenceNumber", pending.sequenceNumber());
    fields.put("changeId", announcement.changeId());
    fields.put("eventType", announcement.getClass().getSimpleName());
    fields.put("organizationId", announcement.organization().toString());
    switch (announcement) {
      case ResourceCreated created -> fields.put("resourceId", created.resource().id().toString());
      case ResourceRequestCompleted completed -> {
        fields.put("requestId", completed.request().value());
        fields.put("resourceId", completed.resource().toString());
      }
      case ResourceRequestRefused refused -> fields.put("requestId", refused.request().value());
    }
    return fields;
  }

  private static Map<String, String> fields(
      String sequenceNumber, TableChange.Unreadable unreadable) {
    return Map.of(
        "sequenceNumber", sequenceNumber,
        "partitionKey", unreadable.partition(),
        "sortKey", unreadable.sort());
  }

  private record Pending(String sequenceNumber, OutboundEvent announcement) {}

  private static LoggingEventBuilder withFields(
      LoggingEventBuilder line, Map<String, String> fields) {
    LoggingEventBuilder filled = line;
    for (Map.Entry<String, String> field : fields.entrySet()) {
      filled = filled.addKeyValue(field.getKey(), field.getValue());
    }
    return filled;
  }
}
