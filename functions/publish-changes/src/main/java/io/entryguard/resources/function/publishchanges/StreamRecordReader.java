package io.entryguard.resources.function.publishchanges;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.entryguard.resources.dynamodb.item.IdempotencyItem;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.dynamodb.item.UnreadableItemException;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.resource.ResourceId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the records of the table's stream, of which the new image is enough: an event does not
 * depend on what was there before.
 *
 * <ul>
 *   <li>A resource is published when its item is new. Later changes come from other services, which
 *       know them.
 *   <li>The outcome of a request by an event is published whenever its record is written: once, or
 *       once more in place of a record that has expired, which is then another outcome.
 *   <li>Nothing is published of what is removed. TTL removes records long after they were
 *       published, and deletions come from other services.
 * </ul>
 */
final class StreamRecordReader {
  private StreamRecordReader() {}

  /**
   * The event to publish for a record, if there is one.
   *
   * @throws RuntimeException for an item that is not as this service writes it; it would be thrown
   *     again each time
   */
  static Optional<OutboundEvent> read(DynamodbStreamRecord record) {
    boolean isInsert = "INSERT".equals(record.getEventName());
    if (!isInsert && !"MODIFY".equals(record.getEventName())) {
      return Optional.empty();
    }
    Map<String, AttributeValue> image = image(record);
    Key key = Key.of(image);
    if (key.isRequestByEvent()) {
      return Optional.of(requestOutcome(key, image));
    }
    return isInsert && key.isResource() ? Optional.of(created(key, image)) : Optional.empty();
  }

  private static OutboundEvent created(Key key, Map<String, AttributeValue> image) {
    ResourceId id =
        ResourceId.parse(key.id()).orElseThrow(() -> new UnreadableItemException(Key.SORT_NAME));
    return new OutboundEvent.ResourceCreated(
        key.organization(Key.ORGANIZATION_PARTITION), ResourceItem.read(id, image));
  }

  private static OutboundEvent requestOutcome(Key key, Map<String, AttributeValue> image) {
    var request =
        new IdempotencyKey(
            IdempotencyKey.Origin.EVENT, IdempotencyItem.requestedBy(image), key.requestId());
    return OutboundEvent.of(
        key.organization(Key.IDEMPOTENCY_PARTITION), IdempotencyItem.read(request, image));
  }

  /** The new image with the SDK's attributes, by which items are read everywhere else. */
  static Map<String, AttributeValue> image(DynamodbStreamRecord record) {
    Map<String, AttributeValue> image = new HashMap<>();
    StreamRecord change = record.getDynamodb();
    if (change != null && change.getNewImage() != null) {
      change
          .getNewImage()
          .forEach((name, attribute) ->
              image.put(
                  name,
                  AttributeValue.builder()
                      .s(attribute.getS())
                      .n(attribute.getN())
                      .bool(attribute.getBOOL())
                      .build()));
    }
    return image;
  }
}
