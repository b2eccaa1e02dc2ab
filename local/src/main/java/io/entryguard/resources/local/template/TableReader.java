package io.entryguard.resources.local.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads the table's properties. */
final class TableReader {
  private static final Set<String> PROPERTIES =
      Set.of(
          "AttributeDefinitions",
          "BillingMode",
          "DeletionProtectionEnabled",
          "KeySchema",
          // A limit to what it costs.
          "OnDemandThroughput",
          "PointInTimeRecoverySpecification",
          "SSESpecification",
          "StreamSpecification",
          "TimeToLiveSpecification");

  private TableReader() {}

  static TableDefinition read(String name, Section properties) {
    properties.withOnly(PROPERTIES);
    Map<String, String> attributeTypes = new LinkedHashMap<>();
    for (Section attribute : properties.get("AttributeDefinitions").items()) {
      attributeTypes.put(
          attribute.get("AttributeName").text(), attribute.get("AttributeType").text());
    }
    Map<String, String> keyTypes = new LinkedHashMap<>();
    for (Section key : properties.get("KeySchema").items()) {
      keyTypes.put(key.get("AttributeName").text(), key.get("KeyType").text());
    }
    return new TableDefinition(
        name,
        attributeTypes,
        keyTypes,
        properties.get("TimeToLiveSpecification").get("AttributeName").text(),
        properties
            .get("StreamSpecification")
            .withOnly(Set.of("StreamViewType"))
            .get("StreamViewType")
            .text());
  }
}
