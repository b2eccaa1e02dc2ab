package io.entryguard.resources.function.createresource;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

final class CreateResourcePrimingTest {
  /** A rehearsal throws at another answer than the right one. */
  @Test
  void createsFromMadeUpItemsAsCallersWillBeAnswered() {
    assertThatCode(() -> CreateResourcePriming.rehearse(20)).doesNotThrowAnyException();
  }
}
