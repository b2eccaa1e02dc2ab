package io.entryguard.resources.function.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.pattern.Patterns;
import org.junit.jupiter.api.Test;

final class PatternOfTheArnTest {
  @Test
  void cannotBeMadeSlow() {
    assertThat(Patterns.ofThisModule()).hasSize(1).values().allSatisfy(Patterns::assertLinear);
  }
}
