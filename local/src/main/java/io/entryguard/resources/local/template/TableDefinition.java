package io.entryguard.resources.local.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The table as the template defines it.
 *
 * @param attributeTypes the types of the key attributes by name: {@code S}, {@code N} or {@code B}
 * @param keyTypes the roles of the key attributes by name: {@code HASH} or {@code RANGE}
 * @param streamViewType the content of the stream's records, such as {@code NEW_IMAGE}
 */
public record TableDefinition(
    String name,
    Map<String, String> attributeTypes,
    Map<String, String> keyTypes,
    String timeToLiveAttribute,
    String streamViewType) {
  private static final Set<String> PROPERTIES =
      Set.of(
          "AttributeDefinitions",
          "BillingMode",
          "DeletionProtectionEnabled",
          "KeySchema",
          // A cost limit, which has no effect here.
          "OnDemandThroughput",
          "PointInTimeRecoverySpecification",
          "SSESpecification",
          "StreamSpecification",
          "TimeToLiveSpecification");

  public TableDefinition {
    attributeTypes = Map.copyOf(attributeTypes);
    keyTypes = Map.copyOf(keyTypes);
  }

  static TableDefinition read(String name, Section properties) {
    properties.withOnly(PROPERTIES);
    return new TableDefinition(
        name,
        byName(properties.get("AttributeDefinitions"), "AttributeType"),
        byName(properties.get("KeySchema"), "KeyType"),
        properties.get("TimeToLiveSpecification").get("AttributeName").text(),
        properties
            .get("StreamSpecification")
            .withOnly(Set.of("StreamViewType"))
            .get("StreamViewType")
            .text());
  }

  private static Map<String, String> byName(Section attributes, String member) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Section attribute : attributes.items()) {
      values.put(attribute.get("AttributeName").text(), attribute.get(member).text());
    }
    return values;
  }
}
