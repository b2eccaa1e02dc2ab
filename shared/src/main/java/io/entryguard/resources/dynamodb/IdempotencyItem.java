package io.entryguard.resources.dynamodb;

import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.resource.IdempotencyKey;
import io.entryguard.resources.resource.IdempotencyRecord;
import io.entryguard.resources.resource.KeyedRequest;
import io.entryguard.resources.resource.RequestFingerprint;
import io.entryguard.resources.resource.ResourceId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An idempotency record, as the table has it. */
final class IdempotencyItem {
  static final String TTL = "ttl";

  private static final String FINGERPRINT = "fingerprint";
  private static final String RESOURCE_ID = "resourceId";
  private static final String ANSWER = "answer";

  private IdempotencyItem() {}

  static Map<String, AttributeValue> write(OrganizationId organization, IdempotencyRecord record) {
    Map<String, AttributeValue> item =
        new HashMap<>(Key.of(organization, record.request().key()).attributes());
    item.put(FINGERPRINT, AttributeValue.fromS(record.request().fingerprint().sha256()));
    item.put(RESOURCE_ID, AttributeValue.fromS(record.resource().toString()));
    item.put(ANSWER, AttributeValue.fromS(record.answer()));
    item.put(TTL, AttributeValue.fromN(Long.toString(record.expiresAt().getEpochSecond())));
    return item;
  }

  static IdempotencyRecord read(IdempotencyKey key, Map<String, AttributeValue> attributes) {
    var item = new Item(attributes);
    return new IdempotencyRecord(
        new KeyedRequest(key, new RequestFingerprint(item.text(FINGERPRINT))),
        item.value(RESOURCE_ID, text -> new ResourceId(UUID.fromString(text))),
        item.text(ANSWER),
        Instant.ofEpochSecond(item.number(TTL)));
  }
}
