package io.entryguard.resources.create;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceLimits;
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
