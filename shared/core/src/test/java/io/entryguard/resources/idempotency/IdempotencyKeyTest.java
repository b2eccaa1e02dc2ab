package io.entryguard.resources.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entryguard.resources.text.InvalidValueException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IdempotencyKeyTest {
  static Stream<String> keys() {
    return Stream.of("a", "!", "~", "8e03978e-40d5-43dd-bc93-6894a57f9324", "\"", "a".repeat(255));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void isAnyVisibleAscii(String value) {
    assertThat(new IdempotencyKey(IdempotencyKey.Origin.USER, "user-1", value).value())
        .isEqualTo(value);
  }

  static Stream<String> others() {
    return Stream.of(
        "", " ", "a b", "a\t", "\u007f", "\u0000", "é", "\uD83D\uDD25", "a".repeat(256));
  }

  @ParameterizedTest
  @MethodSource("others")
  void isNothingElse(String value) {
    assertThatThrownBy(() -> new IdempotencyKey(IdempotencyKey.Origin.USER, "user-1", value))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("1 to 255 visible ASCII characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user-1", "user-2"})
  void isItsCallersOwn(String caller) {
    assertThat(
            new IdempotencyKey(IdempotencyKey.Origin.USER, caller, "key")
                .equals(new IdempotencyKey(IdempotencyKey.Origin.USER, "user-1", "key")))
        .isEqualTo(caller.equals("user-1"));
  }
}
