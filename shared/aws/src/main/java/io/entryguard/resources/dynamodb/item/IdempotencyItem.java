package io.entryguard.resources.dynamodb.item;

import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.idempotency.IdempotentRequest;
import io.entryguard.resources.idempotency.RequestFingerprint;
import io.entryguard.resources.idempotency.RequestOutcome;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.refusal.ErrorCode;
import io.entryguard.resources.refusal.Refusal;
import io.entryguard.resources.resource.ResourceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An idempotency record, as the table has it. */
public final class IdempotencyItem {
  /** TTL deletes late, up to days: what has expired may still be there. */
  public static final String NEW_OR_EXPIRED = "attribute_not_exists(#pk) OR #ttl <= :now";

  public static final Map<String, String> CONDITION_NAMES =
      Map.of("#pk", Key.PARTITION_NAME, "#ttl", IdempotencyItem.TTL);

  private static final String TTL = "ttl";
  private static final String FINGERPRINT = "fingerprint";
  private static final String RESOURCE_ID = "resourceId";
  private static final String ANSWER = "answer";
  private static final String ERROR = "error";
  private static final String MESSAGE = "message";
  private static final String REQUESTED_BY = "requestedBy";

  private IdempotencyItem() {}

  public static Map<String, AttributeValue> conditionValues(Instant now) {
    return Map.of(":now", AttributeValue.fromN(Long.toString(now.getEpochSecond())));
  }

  public static Map<String, AttributeValue> write(
      OrganizationId organization, IdempotencyRecord record) {
    IdempotencyKey key = record.request().key();
    Map<String, AttributeValue> item = new HashMap<>(Key.of(organization, key).attributes());
    item.put(FINGERPRINT, AttributeValue.fromS(record.request().fingerprint().sha256()));
    switch (record.outcome()) {
      case RequestOutcome.Completed(ResourceId resource, String answer) -> {
        item.put(RESOURCE_ID, AttributeValue.fromS(resource.toString()));
        item.put(ANSWER, AttributeValue.fromS(answer));
      }
      case RequestOutcome.Refused(Refusal(ErrorCode error, String message)) -> {
        item.put(ERROR, AttributeValue.fromS(error.name()));
        item.put(MESSAGE, AttributeValue.fromS(message));
      }
    }
    if (key.origin() == IdempotencyKey.Origin.EVENT) {
      // For the event that tells the outcome; the item's key has its hash alone.
      item.put(REQUESTED_BY, AttributeValue.fromS(key.caller()));
    }
    item.put(TTL, AttributeValue.fromN(Long.toString(record.expiresAt().getEpochSecond())));
    return item;
  }

  public static IdempotencyRecord read(IdempotencyKey key, Map<String, AttributeValue> attributes) {
    var item = Item.of(attributes);
    return new IdempotencyRecord(
        new IdempotentRequest(key, new RequestFingerprint(item.text(FINGERPRINT))),
        outcome(item),
        Instant.ofEpochSecond(item.number(TTL)));
  }

  /** Who asked, of a record of a request by an event. */
  public static String requestedBy(Map<String, AttributeValue> attributes) {
    return Item.of(attributes).text(REQUESTED_BY);
  }

  private static RequestOutcome outcome(Item item) {
    return item.optionalText(ERROR).isPresent()
        ? new RequestOutcome.Refused(
            new Refusal(item.value(ERROR, ErrorCode::valueOf), item.text(MESSAGE)))
        : new RequestOutcome.Completed(
            item.value(RESOURCE_ID, text -> new ResourceId(UUID.fromString(text))),
            item.text(ANSWER));
  }
}
