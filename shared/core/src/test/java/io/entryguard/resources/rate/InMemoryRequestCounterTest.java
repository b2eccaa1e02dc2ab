package io.entryguard.resources.rate;

import io.entryguard.resources.testing.InMemoryRequestCounter;

final class InMemoryRequestCounterTest extends RequestCounterContract {
  InMemoryRequestCounterTest() {
    super(new InMemoryRequestCounter());
  }
}
