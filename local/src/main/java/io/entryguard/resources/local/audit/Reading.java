package io.entryguard.resources.local.audit;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What one query found of an organization. The counter was read first, the resources after it.
 *
 * @param hasOrganization whether the organization's own item is there
 * @param counter as it is in the table, whatever its type
 * @param resources the resources' sort keys, which are never used again once they are deleted
 */
record Reading(
    Partition partition,
    boolean hasOrganization,
    Optional<AttributeValue> counter,
    List<String> resources) {
  Reading {
    requireNonNull(partition, "partition is null");
    requireNonNull(counter, "counter is null");
    resources = List.copyOf(resources);
  }

  boolean agrees() {
    return counter.equals(Optional.of(counted()));
  }

  boolean isEmpty() {
    return !hasOrganization && resources.isEmpty();
  }

  /** What the counter would have to be. */
  AttributeValue counted() {
    return AttributeValue.fromN(Integer.toString(resources.size()));
  }
}
