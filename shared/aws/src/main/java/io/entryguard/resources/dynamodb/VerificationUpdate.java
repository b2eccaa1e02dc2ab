package io.entryguard.resources.dynamodb;

import io.entryguard.resources.change.Verification;
import io.entryguard.resources.change.VerificationState;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.dynamodb.item.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The one update that replaces what is known of a resource's verifications, on condition that it is
 * still what was read. {@code updatedAt} is always there, so it fails where the resource is gone.
 */
public final class VerificationUpdate {
  private VerificationUpdate() {}

  public static UpdateItemRequest request(
      Table table, Key key, VerificationState before, VerificationState after) {
    Map<String, AttributeValue> known = attributes(before);
    Map<String, AttributeValue> wanted = attributes(after);
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    List<String> conditions = new ArrayList<>();
    List<String> assignments = new ArrayList<>();
    wanted.forEach((name, value) -> {
      names.put("#" + name, name);
      values.put(":" + name, value);
      assignments.add("#%1$s = :%1$s".formatted(name));
      // A new resource says that it is not active before any verification did.
      if (known.containsKey(name)) {
        values.put(":known_" + name, known.get(name));
        conditions.add("#%1$s = :known_%1$s".formatted(name));
      } else if (!name.equals(ResourceItem.IS_ACTIVE)) {
        conditions.add("attribute_not_exists(#%s)".formatted(name));
      }
    });
    return UpdateItemRequest.builder()
        .tableName(table.name())
        .key(key.attributes())
        .updateExpression("SET " + String.join(", ", assignments))
        .conditionExpression(String.join(" AND ", conditions))
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .build();
  }

  /** Whatever is there of these before an update is there after it. */
  private static Map<String, AttributeValue> attributes(VerificationState state) {
    Map<String, AttributeValue> attributes = new HashMap<>();
    attributes.put(ResourceItem.UPDATED_AT, time(state.updatedAt()));
    state.lastVerifiedAt().ifPresent(at -> attributes.put(ResourceItem.LAST_VERIFIED_AT, time(at)));
    Optional<Verification> newest = state.newest();
    newest.ifPresent(verification -> {
      attributes.put(ResourceItem.IS_ACTIVE, AttributeValue.fromBool(verification.succeeded()));
      attributes.put(ResourceItem.VERIFICATION_AT, time(verification.verifiedAt()));
      attributes.put(ResourceItem.VERIFICATION_VERSION, Versioned.number(verification.version()));
    });
    return attributes;
  }

  private static AttributeValue time(Instant time) {
    return AttributeValue.fromS(time.toString());
  }
}
