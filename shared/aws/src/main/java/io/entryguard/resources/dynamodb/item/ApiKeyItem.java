package io.entryguard.resources.dynamodb.item;

import io.entryguard.resources.access.ApiKey;
import io.entryguard.resources.access.KeyHash;
import io.entryguard.resources.organization.OrganizationId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An API key, as the table has it. */
public final class ApiKeyItem {
  private static final String ORGANIZATION_ID = "organizationId";
  private static final String DISPLAY_PREFIX = "displayPrefix";
  private static final String NAME = "name";
  private static final String SCOPES = "scopes";
  private static final String EXPIRES_AT = "expiresAt";
  private static final String REVOKED = "revoked";

  private ApiKeyItem() {}

  /** In a partition of its own: who presents a key has not said yet whose it is. */
  public static Key keyOf(KeyHash hash) {
    return new Key("APIKEY#" + hash.hex(), "APIKEY");
  }

  /** All that is kept of a key beside the item's own key. */
  public static Map<String, AttributeValue> content(ApiKey key) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(ORGANIZATION_ID, AttributeValue.fromS(key.organization().toString()));
    item.put(DISPLAY_PREFIX, AttributeValue.fromS(key.displayPrefix()));
    item.put(NAME, AttributeValue.fromS(key.name()));
    item.put(
        SCOPES,
        AttributeValue.fromL(key.scopes().stream().sorted().map(AttributeValue::fromS).toList()));
    key.expiresAt().ifPresent(at -> item.put(EXPIRES_AT, AttributeValue.fromS(at.toString())));
    item.put(REVOKED, AttributeValue.fromBool(key.revoked()));
    item.put(Versioned.VERSION, Versioned.number(key.version()));
    return item;
  }

  public static ApiKey read(KeyHash hash, Map<String, AttributeValue> attributes) {
    // A key of which it is not known whether it is revoked must not pass for one that is not.
    if (!attributes.containsKey(REVOKED)) {
      throw new UnreadableItemException(REVOKED);
    }
    var item = Item.of(attributes);
    return new ApiKey(
        hash,
        OrganizationId.parse(item.text(ORGANIZATION_ID))
            .orElseThrow(() -> new UnreadableItemException(ORGANIZATION_ID)),
        item.text(DISPLAY_PREFIX),
        item.text(NAME),
        scopes(attributes),
        item.optionalTime(EXPIRES_AT),
        item.flag(REVOKED),
        item.number(Versioned.VERSION));
  }

  private static Set<String> scopes(Map<String, AttributeValue> attributes) {
    AttributeValue list = attributes.get(SCOPES);
    if (list == null || !list.hasL()) {
      throw new UnreadableItemException(SCOPES);
    }
    Set<String> scopes = new HashSet<>();
    for (AttributeValue scope : list.l()) {
      if (scope.s() == null) {
        throw new UnreadableItemException(SCOPES);
      }
      scopes.add(scope.s());
    }
    return scopes;
  }
}
