package io.entryguard.resources.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ResourceLimitsTest {
  @Test
  void mayAllowNothingButNotLess() {
    assertThat(new ResourceLimits(0).free()).isZero();
    assertThatThrownBy(() -> new ResourceLimits(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
