package io.entryguard.resources.dynamodb;

import io.entryguard.resources.account.CredentialId;
import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.account.Sha256;
import io.entryguard.resources.resource.IdempotencyKey;
import io.entryguard.resources.resource.ResourceId;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The primary key of an item in the one table. Everything of an organization is in one partition,
 * so that one query lists it, and the conditions of one transaction guard it.
 */
record Key(String partition, String sort) {
  static final String PARTITION_NAME = "pk";
  static final String SORT_NAME = "sk";

  /** Sorts before every credential, and the credentials before the organization. */
  static final String FIRST_CREDENTIAL = "CREDENTIAL#";

  /** Sorts after every resource, and the resources after the organization. */
  static final String LAST_RESOURCE = "RESOURCE#~";

  private static final String ORGANIZATION = "ORG";
  private static final String RESOURCE = "RESOURCE#";

  static String partitionOf(OrganizationId organization) {
    return "ORG#" + organization;
  }

  static Key of(OrganizationId organization) {
    return new Key(partitionOf(organization), ORGANIZATION);
  }

  static Key of(OrganizationId organization, CredentialId credential) {
    return new Key(partitionOf(organization), FIRST_CREDENTIAL + credential);
  }

  static Key of(OrganizationId organization, ResourceId resource) {
    return new Key(partitionOf(organization), RESOURCE + resource);
  }

  /** The caller's name is hashed, so that no name can reach into another's keys. */
  static Key of(OrganizationId organization, IdempotencyKey key) {
    return new Key(
        "IDEMPOTENCY#" + organization, "USER#" + Sha256.hex(key.caller()) + "#" + key.value());
  }

  static Key of(Map<String, AttributeValue> item) {
    var attributes = new Item(item);
    return new Key(attributes.text(PARTITION_NAME), attributes.text(SORT_NAME));
  }

  boolean isOrganization() {
    return sort.equals(ORGANIZATION);
  }

  boolean isCredential() {
    return sort.startsWith(FIRST_CREDENTIAL);
  }

  boolean isResource() {
    return sort.startsWith(RESOURCE);
  }

  /** What follows the type of the item in its sort key. */
  String id() {
    return sort.substring(sort.indexOf('#') + 1);
  }

  Map<String, AttributeValue> attributes() {
    return Map.of(
        PARTITION_NAME, AttributeValue.fromS(partition), SORT_NAME, AttributeValue.fromS(sort));
  }
}
