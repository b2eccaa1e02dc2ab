package io.entryguard.resources.idempotency;

import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.store.StoreUnavailableException;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the outcomes of requests are kept. Every method sees what was written before it was called.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store cannot answer now.
 */
public interface IdempotencyStore {
  /** The record under the key, also if it has expired. */
  Optional<IdempotencyRecord> find(
      OrganizationId organization, IdempotencyKey key, Deadline deadline);

  /**
   * Keeps the record, unless another one is alive under its key.
   *
   * @return the other one, which stays
   */
  Optional<IdempotencyRecord> keep(
      OrganizationId organization, IdempotencyRecord record, Instant now, Deadline deadline);
}
