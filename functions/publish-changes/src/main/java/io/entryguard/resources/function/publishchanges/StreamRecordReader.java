package io.entryguard.resources.function.publishchanges;

import static java.util.Objects.requireNonNullElse;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.entryguard.resources.change.PendingEvent;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.dynamodb.item.IdempotencyItem;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.dynamodb.item.UnreadableItemException;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the records of the table's stream, of which the new image is enough: an event does not
 * depend on what was there before.
 *
 * <ul>
 *   <li>A resource is published when its item is new, and when its item says that the write is to
 *       be announced. Other changes come from other services, which know them.
 *   <li>A deletion is published by the keys of its item: nothing but a deletion removes a resource.
 *   <li>The outcome of a request by an event is published whenever its record is written: once, or
 *       once more in place of a record that has expired, which is then another outcome. TTL removes
 *       records long after that.
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
    return switch (requireNonNullElse(record.getEventName(), "")) {
      case "INSERT" -> written(image(record), true);
      case "MODIFY" -> written(image(record), false);
      case "REMOVE" -> removed(Key.of(keys(record)));
      default -> Optional.empty();
    };
  }

  private static Optional<OutboundEvent> written(Map<String, AttributeValue> image, boolean isNew) {
    Key key = Key.of(image);
    if (key.isRequestByEvent()) {
      return Optional.of(requestOutcome(key, image));
    }
    if (!key.isResource() || !(isNew || ResourceItem.isAnnounced(image))) {
      return Optional.empty();
    }
    OrganizationId organization = key.organization(Key.ORGANIZATION_PARTITION);
    StoredResource stored = ResourceItem.readStored(id(key), image);
    Resource resource = stored.resource();
    return Optional.of(
        isNew
            ? new OutboundEvent.ResourceCreated(organization, resource, stored.revision())
            : switch (stored.pendingEvent().orElseThrow()) {
              case PendingEvent.Updated(var changeId, var changed) ->
                  new OutboundEvent.ResourceUpdated(
                      organization, changeId, resource, stored.revision(), changed);
              case PendingEvent.VerificationRequested(var changeId) ->
                  new OutboundEvent.ResourceVerificationRequested(
                      organization, changeId, resource, stored.revision());
            });
  }

  private static Optional<OutboundEvent> removed(Key key) {
    return key.isResource()
        ? Optional.of(
            new OutboundEvent.ResourceDeleted(
                key.organization(Key.ORGANIZATION_PARTITION), id(key)))
        : Optional.empty();
  }

  private static ResourceId id(Key key) {
    return ResourceId.parse(key.id()).orElseThrow(() -> new UnreadableItemException(Key.SORT_NAME));
  }

  private static OutboundEvent requestOutcome(Key key, Map<String, AttributeValue> image) {
    var request =
        new IdempotencyKey(
            IdempotencyKey.Origin.EVENT, IdempotencyItem.requestedBy(image), key.requestId());
    return OutboundEvent.of(
        key.organization(Key.IDEMPOTENCY_PARTITION), IdempotencyItem.read(request, image));
  }

  private static Map<String, AttributeValue> image(DynamodbStreamRecord record) {
    return attributes(record, StreamRecord::getNewImage);
  }

  static Map<String, AttributeValue> keys(DynamodbStreamRecord record) {
    return attributes(record, StreamRecord::getKeys);
  }

  /** With the SDK's attributes, by which items are read everywhere else. */
  private static Map<String, AttributeValue> attributes(
      DynamodbStreamRecord record,
      Function<
              StreamRecord,
              Map<
                  String,
                  com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue>>
          part) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    Optional.ofNullable(record.getDynamodb())
        .map(part)
        .ifPresent(read ->
            read.forEach((name, attribute) ->
                attributes.put(
                    name,
                    AttributeValue.builder()
                        .s(attribute.getS())
                        .n(attribute.getN())
                        .bool(attribute.getBOOL())
                        .build())));
    return attributes;
  }
}
