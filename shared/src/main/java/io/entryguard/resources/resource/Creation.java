package io.entryguard.resources.resource;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.account.OrganizationId;
import java.util.Optional;

/**
 * All that creating a resource writes, and the limits it must keep to.
 *
 * @param record there if the request had an idempotency key
 */
public record Creation(
    OrganizationId organization,
    Resource resource,
    ResourceLimits limits,
    Optional<IdempotencyRecord> record) {
  public Creation {
    requireNonNull(organization, "organization is null");
    requireNonNull(resource, "resource is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(record, "record is null");
  }
}
