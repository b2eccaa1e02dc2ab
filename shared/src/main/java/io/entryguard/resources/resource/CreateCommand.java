package io.entryguard.resources.resource;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.account.OrganizationId;
import java.util.Optional;

/**
 * The wish to create a resource.
 *
 * @param keyed there if the caller may send the same wish again
 */
public record CreateCommand(
    OrganizationId organization, ResourceSpec spec, Optional<KeyedRequest> keyed) {
  public CreateCommand {
    requireNonNull(organization, "organization is null");
    requireNonNull(spec, "spec is null");
    requireNonNull(keyed, "keyed is null");
  }
}
