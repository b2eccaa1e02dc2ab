package io.entryguard.resources.access;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keys of one test, under the contract of the real store. */
public final class InMemoryApiKeyStore implements ApiKeyStore {
  private final Map<KeyHash, ApiKey> keys = new HashMap<>();

  @Override
  public synchronized Optional<ApiKey> find(KeyHash hash) {
    return Optional.ofNullable(keys.get(hash));
  }

  @Override
  public synchronized boolean save(ApiKey key) {
    ApiKey known = keys.get(key.hash());
    if (known != null && known.version() >= key.version()) {
      return false;
    }
    keys.put(key.hash(), key);
    return true;
  }
}
