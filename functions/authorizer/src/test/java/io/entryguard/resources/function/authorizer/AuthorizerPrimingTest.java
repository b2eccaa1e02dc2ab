package io.entryguard.resources.function.authorizer;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

final class AuthorizerPrimingTest {
  /** A rehearsal throws at another answer than the right one. */
  @Test
  void knowsMadeUpCallersAsItWillKnowOthers() {
    assertThatCode(() -> AuthorizerPriming.rehearse(20)).doesNotThrowAnyException();
  }
}
