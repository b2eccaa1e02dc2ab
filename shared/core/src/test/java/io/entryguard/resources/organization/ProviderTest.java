package io.entryguard.resources.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entryguard.resources.text.InvalidValueException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProviderTest {
  @ParameterizedTest
  @EnumSource
  void readsItsName(Provider provider) {
    assertThat(Provider.parse(provider.name())).isEqualTo(provider);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "aws", "Aws", " AWS", "AWS ", "ORACLE", "AWS\n", "0"})
  void refusesEveryOtherSpelling(String text) {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> Provider.parse(text))
        .extracting(InvalidValueException::problem)
        .isEqualTo("must be one of AWS, GCP, AZURE, APISIX");
  }
}
