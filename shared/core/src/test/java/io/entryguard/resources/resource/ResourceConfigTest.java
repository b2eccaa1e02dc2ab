package io.entryguard.resources.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.entryguard.resources.text.InvalidValueException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ResourceConfigTest {
  private static final int MAX_BYTES = 16 * 1024;

  static Stream<Arguments> characters() {
    return Stream.of(
        argumentSet("one byte", "a", 1),
        argumentSet("two bytes", "é", 2),
        argumentSet("three bytes", "東", 3),
        argumentSet("four bytes in two chars", "\uD83D\uDE00", 4));
  }

  @ParameterizedTest
  @MethodSource("characters")
  void holds16KibiOfBytesWhateverTheCharacters(String character, int bytes) {
    String frame = "{\"a\":\"\"}";
    int room = MAX_BYTES - frame.length();
    String filler = character.repeat(room / bytes) + "a".repeat(room % bytes);
    String largest = "{\"a\":\"" + filler + "\"}";

    assertThat(new ResourceConfig(largest).json()).isEqualTo(largest);
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> new ResourceConfig(largest + " "))
        .satisfies(
            refusal -> assertThat(refusal.problem()).isEqualTo("must be at most 16 KiB of JSON"));
  }
}
