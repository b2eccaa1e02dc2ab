package io.entryguard.resources.create;

import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import java.util.Optional;

/**
 * Where resources are created. Every method sees what was written before it was called.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store cannot answer now.
 */
public interface ResourceStore {
  /** What decides whether this organization may create a resource with this credential. */
  CreationContext contextOf(
      OrganizationId organization,
      CredentialId credential,
      Optional<IdempotencyKey> key,
      Deadline deadline);

  /**
   * Stores the resource, counts it and keeps the record, in one step that happens whole or not at
   * all: only while the organization is active and below its limit, the credential is there, of the
   * resource's provider and called as before, and no other record is alive under the key.
   *
   * @param before what the caller saw before; where the store refuses, it says what has changed
   *     since
   */
  AddOutcome add(Creation creation, CreationContext before, Deadline deadline);
}
