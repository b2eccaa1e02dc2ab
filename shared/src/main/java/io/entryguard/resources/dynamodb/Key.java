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
public record Key(String partition, String sort) {
  public static final String PARTITION_NAME = "pk";
  public static final String SORT_NAME = "sk";

  /** What the partition of every organization begins with. */
  public static final String ORGANIZATION_PARTITION = "ORG#";

  /** The sort key of an organization itself. */
  public static final String ORGANIZATION = "ORG";

  /** What the sort key of every resource begins with. */
  public static final String RESOURCE = "RESOURCE#";

  /** Sorts after every resource, and the resources after the organization. */
  public static final String LAST_RESOURCE = "RESOURCE#~";

  /** Sorts before every credential, and the credentials before the organization. */
  static final String FIRST_CREDENTIAL = "CREDENTIAL#";

  public static String partitionOf(OrganizationId organization) {
    return ORGANIZATION_PARTITION + organization;
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
        "IDEMPOTENCY#" + organization,
        key.origin() + "#" + Sha256.hex(key.caller()) + "#" + key.value());
  }

  public static Key of(Map<String, AttributeValue> item) {
    var attributes = new Item(item);
    return new Key(attributes.text(PARTITION_NAME), attributes.text(SORT_NAME));
  }

  public boolean isOrganization() {
    return sort.equals(ORGANIZATION);
  }

  boolean isCredential() {
    return sort.startsWith(FIRST_CREDENTIAL);
  }

  public boolean isResource() {
    return sort.startsWith(RESOURCE);
  }

  /** What follows the type of the item in its sort key. */
  String id() {
    return sort.substring(sort.indexOf('#') + 1);
  }

  public Map<String, AttributeValue> attributes() {
    return Map.of(
        PARTITION_NAME, AttributeValue.fromS(partition), SORT_NAME, AttributeValue.fromS(sort));
  }
}
