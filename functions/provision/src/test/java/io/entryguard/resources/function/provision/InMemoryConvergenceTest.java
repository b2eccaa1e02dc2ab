package io.entryguard.resources.function.provision;

import io.entryguard.resources.access.InMemoryApiKeyStore;
import io.entryguard.resources.testing.InMemoryResourceStore;
import java.util.List;

final class InMemoryConvergenceTest extends ConvergenceContract {
  @Override
  protected int orders() {
    return 1_000;
  }

  @Override
  protected int benches() {
    return 2;
  }

  @Override
  protected Bench openBench() {
    return new InMemoryBench();
  }

  private final class InMemoryBench implements Bench {
    private InMemoryResourceStore store = new InMemoryResourceStore();
    private InMemoryApiKeyStore keys = new InMemoryApiKeyStore();

    @Override
    public Stores reset() {
      store = new InMemoryResourceStore();
      keys = new InMemoryApiKeyStore();
      Stores stores = Stores.of(store, keys);
      plant(stores);
      return stores;
    }

    @Override
    public Object contents() {
      return List.of(store.snapshot(), keys.snapshot());
    }
  }
}
