package io.entryguard.resources.dynamodb;

import io.entryguard.resources.dynamodb.item.CredentialItem;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.Table;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;

/** The part of a transaction that fails it unless its resource's credential can be used. */
final class CredentialCheck {
  private static final String THERE_AND_OF_PROVIDER =
      "attribute_exists(#pk) AND attribute_not_exists(#deleted) AND #provider = :provider";

  private static final String AS_SEEN = " AND #name = :name";

  private CredentialCheck() {}

  /**
   * @param provider the resource's, which the credential must be for
   * @param name that the credential had when it was read, and must still have; empty if it was not
   *     read
   */
  static ConditionCheck of(
      Table table,
      OrganizationId organization,
      CredentialId id,
      Provider provider,
      Optional<String> name) {
    Map<String, String> names = new HashMap<>();
    names.put("#pk", Key.PARTITION_NAME);
    names.put("#deleted", CredentialItem.DELETED);
    names.put("#provider", CredentialItem.PROVIDER);
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":provider", AttributeValue.fromS(provider.name()));
    name.ifPresent(seen -> {
      names.put("#name", CredentialItem.NAME);
      values.put(":name", AttributeValue.fromS(seen));
    });
    return ConditionCheck.builder()
        .tableName(table.name())
        .key(Key.of(organization, id).attributes())
        .conditionExpression(THERE_AND_OF_PROVIDER + (name.isEmpty() ? "" : AS_SEEN))
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .build();
  }
}
