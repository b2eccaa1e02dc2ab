package io.entryguard.resources.dynamodb.item;

import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.rate.Quota;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.text.Sha256;
import io.entryguard.resources.text.Timestamps;
import java.time.Instant;
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

  /** What the partition of an organization's idempotency records begins with. */
  public static final String IDEMPOTENCY_PARTITION = "IDEMPOTENCY#";

  /** What the sort key of the record of a request by an event begins with. */
  public static final String REQUEST_BY_EVENT = IdempotencyKey.Origin.EVENT + "#";

  /** What the partition of an organization's counted requests begins with. */
  public static final String RATE_PARTITION = "RATE#";

  /** What the sort key of the requests of one minute begins with. */
  public static final String MINUTE = "MINUTE#";

  /** The same, of those that lack the permission. */
  public static final String FORBIDDEN_MINUTE = "FORBIDDEN#";

  private static final int SHA_256_LENGTH = 64;

  /** Sorts after every resource, and the resources after the organization. */
  public static final String LAST_RESOURCE = "RESOURCE#~";

  /** Sorts before every credential, and the credentials before the organization. */
  public static final String FIRST_CREDENTIAL = "CREDENTIAL#";

  public static String partitionOf(OrganizationId organization) {
    return ORGANIZATION_PARTITION + organization;
  }

  public static Key of(OrganizationId organization) {
    return new Key(partitionOf(organization), ORGANIZATION);
  }

  public static Key of(OrganizationId organization, CredentialId credential) {
    return new Key(partitionOf(organization), FIRST_CREDENTIAL + credential);
  }

  public static Key of(OrganizationId organization, ResourceId resource) {
    return new Key(partitionOf(organization), RESOURCE + resource);
  }

  /** The caller's name is hashed, so that no name can reach into another's keys. */
  public static Key of(OrganizationId organization, IdempotencyKey key) {
    return new Key(
        IDEMPOTENCY_PARTITION + organization,
        key.origin() + "#" + Sha256.hex(key.caller()) + "#" + key.value());
  }

  /**
   * The requests of one minute, in a partition and an item of their own: a transaction on the
   * organization is not in their way, nor are they in its.
   */
  public static Key ofRequests(Quota quota, Instant minute) {
    String kind =
        switch (quota.policy()) {
          case ORGANIZATION -> MINUTE;
          case FORBIDDEN -> FORBIDDEN_MINUTE;
        };
    return new Key(RATE_PARTITION + quota.organization(), kind + Timestamps.format(minute));
  }

  public static Key of(Map<String, AttributeValue> item) {
    return of(Item.of(item));
  }

  public static Key of(Item item) {
    return new Key(item.text(PARTITION_NAME), item.text(SORT_NAME));
  }

  public boolean isOrganization() {
    return sort.equals(ORGANIZATION);
  }

  public boolean isCredential() {
    return sort.startsWith(FIRST_CREDENTIAL);
  }

  public boolean isResource() {
    return sort.startsWith(RESOURCE);
  }

  public boolean isRequestByEvent() {
    return sort.startsWith(REQUEST_BY_EVENT);
  }

  /** What follows the hash of the caller, which is of one length: no id can be taken for it. */
  public String requestId() {
    int hash = REQUEST_BY_EVENT.length();
    int separator = hash + SHA_256_LENGTH;
    if (sort.length() <= separator || sort.charAt(separator) != '#') {
      throw new UnreadableItemException(SORT_NAME);
    }
    return sort.substring(separator + 1);
  }

  /**
   * The organization whose partition this is.
   *
   * @param kind what the partition begins with
   */
  public OrganizationId organization(String kind) {
    if (!partition.startsWith(kind)) {
      throw new UnreadableItemException(PARTITION_NAME);
    }
    return OrganizationId.parse(partition.substring(kind.length()))
        .orElseThrow(() -> new UnreadableItemException(PARTITION_NAME));
  }

  /** What follows the type of the item in its sort key. */
  public String id() {
    return sort.substring(sort.indexOf('#') + 1);
  }

  public Map<String, AttributeValue> attributes() {
    return Map.of(
        PARTITION_NAME, AttributeValue.fromS(partition), SORT_NAME, AttributeValue.fromS(sort));
  }
}
