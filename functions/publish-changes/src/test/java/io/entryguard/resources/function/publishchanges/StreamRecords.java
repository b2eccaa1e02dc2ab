package io.entryguard.resources.function.publishchanges;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.entryguard.resources.dynamodb.item.IdempotencyItem;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Records of the table's stream, as Lambda hands them on. */
public final class StreamRecords {
  private StreamRecords() {}

  public static DynamodbEvent batch(List<DynamodbStreamRecord> records) {
    var event = new DynamodbEvent();
    event.setRecords(records);
    return event;
  }

  public static DynamodbStreamRecord inserted(
      String sequenceNumber, OrganizationId organization, Resource resource) {
    return record(OperationType.INSERT, sequenceNumber, ResourceItem.write(organization, resource));
  }

  public static DynamodbStreamRecord inserted(
      String sequenceNumber, OrganizationId organization, IdempotencyRecord outcome) {
    return record(
        OperationType.INSERT, sequenceNumber, IdempotencyItem.write(organization, outcome));
  }

  /** A record as the streams' own API has it. */
  public static DynamodbStreamRecord of(Record record) {
    return record(
        record.eventName(),
        record.dynamodb().sequenceNumber(),
        record.eventName() == OperationType.REMOVE
            ? record.dynamodb().keys()
            : record.dynamodb().newImage());
  }

  private static Map<String, AttributeValue> keys(Map<String, AttributeValue> image) {
    Map<String, AttributeValue> keys = new HashMap<>(image);
    keys.keySet().retainAll(Set.of(Key.PARTITION_NAME, Key.SORT_NAME));
    return keys;
  }

  /**
   * A record of the stream.
   *
   * @param image of what is removed, the keys are enough
   */
  public static DynamodbStreamRecord record(
      OperationType type, String sequenceNumber, Map<String, AttributeValue> image) {
    var change = new StreamRecord();
    change.setSequenceNumber(sequenceNumber);
    if (type != OperationType.REMOVE) {
      change.setNewImage(attributes(image));
    }
    change.setKeys(attributes(keys(image)));
    var record = new DynamodbStreamRecord();
    record.setEventName(type.toString());
    record.setDynamodb(change);
    return record;
  }

  private static Map<
          String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue>
      attributes(Map<String, AttributeValue> image) {
    Map<String, com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue>
        attributes = new HashMap<>();
    image.forEach((name, value) -> attributes.put(name, attribute(value)));
    return attributes;
  }

  private static com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue
      attribute(AttributeValue value) {
    var attribute =
        new com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue();
    attribute.setS(value.s());
    attribute.setN(value.n());
    attribute.setBOOL(value.bool());
    return attribute;
  }
}
