package io.entryguard.resources.create;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.organization.Credential;
import io.entryguard.resources.organization.Organization;
import java.util.Optional;

/**
 * What decides whether a resource may be created, as the store had it while it was read: parts may
 * be of slightly different moments.
 *
 * @param organization empty where it is unknown or deleted
 * @param credential empty where this organization has none of that id, or had it deleted
 * @param previous what is kept under the request's idempotency key, also if it has expired
 */
public record CreationContext(
    Optional<Organization> organization,
    Optional<Credential> credential,
    Optional<IdempotencyRecord> previous) {
  public CreationContext {
    organization = organization.filter(known -> !known.deleted());
    credential = credential.filter(known -> !known.deleted());
    requireNonNull(previous, "previous is null");
  }
}
