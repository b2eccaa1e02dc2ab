package io.entryguard.resources.stream;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.entryguard.resources.announcement.Announcement;
import io.entryguard.resources.announcement.Announcement.ResourceCreated;
import io.entryguard.resources.announcement.Announcement.ResourceRequestCompleted;
import io.entryguard.resources.announcement.Announcement.ResourceRequestRefused;
import io.entryguard.resources.announcement.Announcer;
import io.entryguard.resources.announcement.Delivery;
import io.entryguard.resources.dynamodb.StreamRecordReader;
import io.entryguard.resources.dynamodb.TableChange;
import io.entryguard.resources.log.Log;
import io.entryguard.resources.log.LogField;
import io.entryguard.resources.resource.TimeLeft;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Announces what changed in the table. A record is done when its change is announced, or nobody
 * needs to hear of it. What the bus does not take comes again, with all that follows it in its
 * shard; what never can be announced is logged, and holds up nothing.
 */
public final class PublishFunction {
  /**
   * What the log says of a change that is lost to the bus; an alarm of template.yaml waits for it.
   */
  public static final String CANNOT_BE_ANNOUNCED = "A change cannot be announced";

  private final Announcer announcer;
  private final Log log;

  @Inject
  public PublishFunction(Announcer announcer, Log log) {
    this.announcer = requireNonNull(announcer, "announcer is null");
    this.log = requireNonNull(log, "log is null");
  }

  /** Announces what the records tell, and names the first that is to come again, if one is. */
  public StreamsEventResponse handle(DynamodbEvent batch, Context context) {
    TimeLeft timeLeft = () -> Duration.ofMillis(context.getRemainingTimeInMillis());
    List<Pending> pending = new ArrayList<>();
    for (var record : requireNonNullElse(batch.getRecords(), List.<DynamodbStreamRecord>of())) {
      switch (StreamRecordReader.read(record)) {
        case TableChange.Announced(Announcement announcement) ->
            pending.add(new Pending(sequenceNumber(record), announcement));
        case TableChange.Unannounced() -> {}
        case TableChange.Unreadable unreadable ->
            log.error(
                CANNOT_BE_ANNOUNCED,
                fields(sequenceNumber(record), unreadable),
                unreadable.cause());
      }
    }
    return announce(pending, timeLeft);
  }

  private StreamsEventResponse announce(List<Pending> pending, TimeLeft timeLeft) {
    List<Delivery> deliveries =
        announcer.announce(pending.stream().map(Pending::announcement).toList(), timeLeft);

    for (int i = 0; i < pending.size(); i++) {
      Map<LogField, String> fields = fields(pending.get(i));
      switch (deliveries.get(i)) {
        case Delivery.Delivered() -> log.info("A change was announced", fields);
        case Delivery.Rejected(String reason) -> {
          fields.put(LogField.REASON, reason);
          log.error(CANNOT_BE_ANNOUNCED, fields);
        }
        case Delivery.Undelivered(String reason) -> {
          fields.put(LogField.REASON, reason);
          log.warn("The bus did not take a change: it comes again, with what follows it", fields);
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

  private static Map<LogField, String> fields(Pending pending) {
    Announcement announcement = pending.announcement();
    Map<LogField, String> fields = new EnumMap<>(LogField.class);
    fields.put(LogField.SEQUENCE_NUMBER, pending.sequenceNumber());
    fields.put(LogField.CHANGE_ID, announcement.changeId());
    fields.put(LogField.EVENT_TYPE, announcement.getClass().getSimpleName());
    fields.put(LogField.ORGANIZATION_ID, announcement.organization().toString());
    switch (announcement) {
      case ResourceCreated created ->
          fields.put(LogField.RESOURCE_ID, created.resource().id().toString());
      case ResourceRequestCompleted completed -> {
        fields.put(LogField.REQUEST_ID, completed.request().value());
        fields.put(LogField.RESOURCE_ID, completed.resource().toString());
      }
      case ResourceRequestRefused refused ->
          fields.put(LogField.REQUEST_ID, refused.request().value());
    }
    return fields;
  }

  private static Map<LogField, String> fields(
      String sequenceNumber, TableChange.Unreadable unreadable) {
    return Map.of(
        LogField.SEQUENCE_NUMBER, sequenceNumber,
        LogField.PARTITION_KEY, unreadable.partition(),
        LogField.SORT_KEY, unreadable.sort());
  }

  private record Pending(String sequenceNumber, Announcement announcement) {}
}
