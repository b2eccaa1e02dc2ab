package io.entryguard.resources.resource;

import io.entryguard.resources.account.OrganizationId;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the outcomes of requests are kept. Every method sees what was written before it was called.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store cannot answer now.
 */
public interface RequestRecords {
  /** The record under the key, also if it has expired. */
  Optional<IdempotencyRecord> find(
      OrganizationId organization, IdempotencyKey key, TimeLeft timeLeft);

  /**
   * Keeps the record, unless another one is alive under its key.
   *
   * @return the other one, which stays
   */
  Optional<IdempotencyRecord> keep(
      OrganizationId organization, IdempotencyRecord record, Instant now, TimeLeft timeLeft);
}
