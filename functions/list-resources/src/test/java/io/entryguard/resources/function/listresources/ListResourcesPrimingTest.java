package io.entryguard.resources.function.listresources;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

final class ListResourcesPrimingTest {
  /** A rehearsal throws at another answer than the right one. */
  @Test
  void listsFromMadeUpItemsAsCallersWillBeAnswered() {
    assertThatCode(() -> ListResourcesPriming.rehearse(20)).doesNotThrowAnyException();
  }
}
