package io.entryguard.resources.local.audit;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The result of one query for an organization. The counter was read before the resources.
 *
 * @param hasOrganization whether the organization's item exists
 * @param counter the counter as stored, of any type
 * @param resources the resources' sort keys, which are never reused after a delete
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
    return counter.equals(Optional.of(expectedCounter()));
  }

  boolean isEmpty() {
    return !hasOrganization && resources.isEmpty();
  }

  /** The correct value of the counter. */
  AttributeValue expectedCounter() {
    return AttributeValue.fromN(Integer.toString(resources.size()));
  }
}
