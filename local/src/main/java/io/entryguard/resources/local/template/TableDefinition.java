package io.entryguard.resources.local.template;

import java.util.Map;

/**
 * The table as the template defines it.
 *
 * @param attributeTypes the key attributes: name → {@code S}, {@code N} or {@code B}
 * @param keyTypes the key attributes: name → {@code HASH} or {@code RANGE}
 * @param streamViewType what its stream has of an item: {@code NEW_IMAGE} and others
 */
public record TableDefinition(
    String name,
    Map<String, String> attributeTypes,
    Map<String, String> keyTypes,
    String timeToLiveAttribute,
    String streamViewType) {
  public TableDefinition {
    attributeTypes = Map.copyOf(attributeTypes);
    keyTypes = Map.copyOf(keyTypes);
  }
}
