package io.entryguard.resources.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entryguard.resources.text.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResourceTypeTest {
  @ParameterizedTest
  @ValueSource(strings = {"SECURITY_GROUP", "WAFV2_IP_SET", "A", "9", "_"})
  void takesCapitalsDigitsAndUnderscores(String text) {
    assertThat(new ResourceType(text).value()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "security_group",
        "Security_Group",
        "SECURITY-GROUP",
        "SECURITY GROUP",
        " SECURITY_GROUP",
        "SECURITY_GROUP ",
        "SECURITY_GROUP\n",
        "SÉCURITÉ",
        "ＡＷＳ",
        "٣",
        "A#B",
        "A/B"
      })
  void refusesEveryOtherText(String text) {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> new ResourceType(text))
        .satisfies(refusal ->
            assertThat(refusal.problem())
                .isEqualTo(
                    "must be 1 to 64 characters of A-Z, 0-9 and underscore, for example"
                        + " SECURITY_GROUP"));
  }

  @Test
  void isAtMost64CharactersLong() {
    assertThat(new ResourceType("A".repeat(64)).value()).hasSize(64);
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> new ResourceType("A".repeat(65)));
  }
}
