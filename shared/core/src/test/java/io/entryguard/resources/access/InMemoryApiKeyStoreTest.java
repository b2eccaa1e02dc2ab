package io.entryguard.resources.access;

final class InMemoryApiKeyStoreTest implements ApiKeyStoreContract {
  @Override
  public ApiKeyStore store() {
    return new InMemoryApiKeyStore();
  }
}
