package io.entryguard.resources.local.audit;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.organization.OrganizationId;

/**
 * The partition of an organization and its resources.
 *
 * @param key the partition key, which may lack a UUID if it was not written by this service
 */
record Partition(String key) {
  Partition {
    requireNonNull(key, "key is null");
  }

  static Partition of(OrganizationId organization) {
    return new Partition(Key.partitionOf(organization));
  }

  /** The organization's id. */
  String organization() {
    return key.substring(Key.ORGANIZATION_PARTITION.length());
  }
}
