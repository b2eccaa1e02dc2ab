package io.entryguard.resources.organization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProviderTest {
  @ParameterizedTest
  @EnumSource
  void readsItsName(Provider provider) {
    assertThat(Provider.parse(provider.name())).contains(provider);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "aws", "Aws", " AWS", "AWS ", "ORACLE", "AWS\n", "0"})
  void refusesEveryOtherSpelling(String text) {
    assertThat(Provider.parse(text)).isEmpty();
  }
}
