package io.entryguard.resources.function.publishchanges;

import static java.util.Objects.requireNonNullElse;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import io.entryguard.resources.dynamodb.item.IdempotencyItem;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.dynamodb.item.UnreadableItemException;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.ResourceId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the records of the table's stream, of which the new image is enough: what is announced of
 * an item does not depend on what was there before.
 *
 * <ul>
 *   <li>A resource is announced when its item is new. What becomes of it comes from others, who
 *       know.
 *   <li>The outcome of a request by an event is announced whenever its record is written: that is
 *       once, or once more in place of a record that has expired, which is then another outcome.
 *   <li>Nothing is announced of what is removed. TTL takes records away long after they were
 *       announced, and deletions come from others.
 * </ul>
 */
public final class StreamRecordReader {
  private StreamRecordReader() {}

  public static TableChange read(DynamodbStreamRecord record) {
    return switch (requireNonNullElse(record.getEventName(), "")) {
      case "INSERT" -> read(record.getDynamodb(), StreamRecordReader::inserted);
      case "MODIFY" -> read(record.getDynamodb(), StreamRecordReader::modified);
      default -> new TableChange.Unannounced();
    };
  }

  private static TableChange read(
      @Nullable StreamRecord change,
      BiFunction<Key, Map<String, AttributeValue>, TableChange> reader) {
    Map<String, AttributeValue> image = image(change);
    try {
      return reader.apply(Key.of(image), image);
    } catch (RuntimeException e) {
      // Reading asks nobody: what fails once fails each time, and must not come again for ever.
      return new TableChange.Unreadable(
          text(image, Key.PARTITION_NAME), text(image, Key.SORT_NAME), e);
    }
  }

  private static TableChange inserted(Key key, Map<String, AttributeValue> image) {
    return key.isResource() ? resource(key, image) : modified(key, image);
  }

  private static TableChange modified(Key key, Map<String, AttributeValue> image) {
    return key.isRequestByEvent() ? request(key, image) : new TableChange.Unannounced();
  }

  private static TableChange resource(Key key, Map<String, AttributeValue> image) {
    OrganizationId organization = key.organization(Key.ORGANIZATION_PARTITION);
    ResourceId id =
        ResourceId.parse(key.id()).orElseThrow(() -> new UnreadableItemException(Key.SORT_NAME));
    return new TableChange.Announced(
        new OutboundEvent.ResourceCreated(organization, ResourceItem.read(id, image)));
  }

  private static TableChange request(Key key, Map<String, AttributeValue> image) {
    OrganizationId organization = key.organization(Key.IDEMPOTENCY_PARTITION);
    var request =
        new IdempotencyKey(
            IdempotencyKey.Origin.EVENT, IdempotencyItem.requestedBy(image), key.requestId());
    return new TableChange.Announced(
        OutboundEvent.of(organization, IdempotencyItem.read(request, image)));
  }

  private static String text(Map<String, AttributeValue> image, String name) {
    AttributeValue attribute = image.get(name);
    return attribute == null ? "" : requireNonNullElse(attribute.s(), "");
  }

  /** The runtime's attributes as the SDK's, by which the table's items are read everywhere else. */
  private static Map<String, AttributeValue> image(@Nullable StreamRecord change) {
    Map<String, AttributeValue> image = new HashMap<>();
    if (change != null && change.getNewImage() != null) {
      change.getNewImage().forEach((name, attribute) -> image.put(name, attribute(attribute)));
    }
    return image;
  }

  /**
   * The items that are announced have these types alone; another one is then an attribute without.
   */
  private static AttributeValue attribute(
      com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue attribute) {
    return AttributeValue.builder()
        .s(attribute.getS())
        .n(attribute.getN())
        .bool(attribute.getBOOL())
        .build();
  }
}
