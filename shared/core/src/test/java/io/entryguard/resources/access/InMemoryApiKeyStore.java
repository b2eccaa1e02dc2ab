package io.entryguard.resources.access;

import io.entryguard.resources.organization.SaveOutcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An in-memory store of API keys with the contract of the real one. */
public final class InMemoryApiKeyStore implements ApiKeyStore {
  private final Map<KeyHash, ApiKey> keys = new HashMap<>();

  @Override
  public synchronized Optional<ApiKey> find(KeyHash hash) {
    return Optional.ofNullable(keys.get(hash));
  }

  /** Returns the whole content, for comparison with another store. */
  public synchronized Map<KeyHash, ApiKey> snapshot() {
    return Map.copyOf(keys);
  }

  @Override
  public synchronized SaveOutcome save(ApiKey key) {
    ApiKey known = keys.get(key.hash());
    if (known != null && known.version() >= key.version()) {
      return known.version() == key.version() && !known.equals(key)
          ? SaveOutcome.CONTRADICTED
          : SaveOutcome.KNOWN;
    }
    keys.put(key.hash(), key);
    return SaveOutcome.NEWER;
  }
}
