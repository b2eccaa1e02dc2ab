package io.entryguard.resources.create;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.idempotency.IdempotentRequest;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.ResourceSpec;
import java.util.Optional;

/**
 * A caller's request to create a resource.
 *
 * @param keyed there if the caller may send the same request again
 */
public record CreateCommand(
    OrganizationId organization, ResourceSpec spec, Optional<IdempotentRequest> keyed) {
  public CreateCommand {
    requireNonNull(organization, "organization is null");
    requireNonNull(spec, "spec is null");
    requireNonNull(keyed, "keyed is null");
  }
}
