package io.entryguard.resources.function.authorizer.keyring;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StrictJsonObjectTest {
  @Test
  void readsAnObject() {
    assertThat(
            StrictJsonObject.read(
                """
                {"text": "\\ud83d\\ude00 \u00e9", "whole": 42, "list": ["a", {"b": -1}],
                 "large": 9223372036854775808, "half": 0.5, "yes": true, "none": null}
                """))
        .hasValueSatisfying(object -> {
          assertThat(object.path("text").textValue()).isEqualTo("\ud83d\ude00 \u00e9");
          assertThat(object.path("whole").longValue()).isEqualTo(42);
          assertThat(object.at("/list/0").textValue()).isEqualTo("a");
          assertThat(object.at("/list/1/b").longValue()).isEqualTo(-1);
          assertThat(object.path("large").canConvertToLong()).isFalse();
          assertThat(object.path("half").isIntegralNumber()).isFalse();
          assertThat(object.path("yes").isBoolean()).isTrue();
          assertThat(object.path("none").isNull()).isTrue();
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "true",
        "1",
        "\"text\"",
        "[]",
        "[{}]",
        "{",
        "{}}",
        "{} {}",
        "{},",
        "{} null",
        "{} x",
        "\ufeff{}",
        "{\"a\":1,}",
        "{\"a\":[1,]}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":'b'}",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":\"line\nbreak\"}",
        "{\"a\":\"\\x41\"}",
        "{\"a\":1/*comment*/}",
        "{\"a\":1}//comment",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\udc00\\ud800\"}",
        "{\"\\ud800\":1}",
        "{\"a\":1,\"a\":1}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"a\":null,\"a\":2}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "{\"a\":[{\"b\":1,\"b\":2}]}"
      })
  void rejectsAnythingButOneStrictObject(String text) {
    assertThat(StrictJsonObject.read(text)).isEmpty();
    assertThat(StrictJsonObject.read(text.getBytes(UTF_8))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7b2261223a2280227d", // a lone continuation byte
        "7b2261223a22c3227d", // half a character
        "7b2261223a22c0a2227d", // a quotation mark, overlong
        "7b2261223a22eda080227d", // a lone surrogate
        "7b2261223a22f4908080227d", // beyond Unicode
        "7b2261223a22ff227d",
        "efbbbf7b7d" // a byte order mark
      })
  void rejectsMalformedUtf8(String hexadecimal) {
    assertThat(StrictJsonObject.read(HexFormat.of().parseHex(hexadecimal))).isEmpty();
  }

  @Test
  void rejectsOtherEncodings() {
    assertThat(StrictJsonObject.read("{}".getBytes(UTF_16))).isEmpty();
  }

  @Test
  void rejectsDeepNestingEarly() {
    assertThat(StrictJsonObject.read("{\"a\":" + "[".repeat(9) + "]".repeat(9) + "}")).isPresent();
    assertThat(StrictJsonObject.read("{\"a\":" + "[".repeat(10) + "]".repeat(10) + "}")).isEmpty();
    assertThat(StrictJsonObject.read("{\"a\":" + "[".repeat(100_000))).isEmpty();
    assertThat(StrictJsonObject.read("{\"a\":".repeat(100_000))).isEmpty();
  }

  @Test
  void rejectsExcessivelyLongNumbers() {
    assertThat(StrictJsonObject.read("{\"a\":" + "1".repeat(2_000) + "}")).isEmpty();
  }
}
