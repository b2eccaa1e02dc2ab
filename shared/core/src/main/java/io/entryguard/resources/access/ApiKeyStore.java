package io.entryguard.resources.access;

import io.entryguard.resources.organization.SaveOutcome;
import io.entryguard.resources.store.StoreUnavailableException;
import java.util.Optional;

/**
 * Where API keys are kept. Every method sees what was written before it was called, so that a
 * revoked key is out at once.
 *
 * <p>Every method throws {@link StoreUnavailableException} when the store cannot answer now.
 */
public interface ApiKeyStore {
  /** The key of that hash, revoked and expired ones included. */
  Optional<ApiKey> find(KeyHash hash);

  /** Stores the key, unless the store has the same or a newer version of it. */
  SaveOutcome save(ApiKey key);
}
