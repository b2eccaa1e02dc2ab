package io.entryguard.resources.local.template;

import java.util.Map;

/**
 * The table as the template defines it.
 *
 * @param attributeTypes the key attributes: name → {@code S}, {@code N} or {@code B}
 * @param keyTypes the key attributes: name → {@code HASH} or {@code RANGE}
 */
public record TableDefinition(
    String name,
    Map<String, String> attributeTypes,
    Map<String, String> keyTypes,
    String timeToLiveAttribute) {
  public TableDefinition {
    attributeTypes = Map.copyOf(attributeTypes);
    keyTypes = Map.copyOf(keyTypes);
  }
}
