package io.entryguard.resources.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.entryguard.resources.refusal.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestBodyTest {
  private static final int MAX_BYTES = 65_536;

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "{\"a\": 1}", "é東\uD83D\uDE00", "\uFEFF{}", "a\u0000b", "\r\n"})
  void readsPlainAndBase64Text(String text) {
    assertThat(new RequestBody(text, false).read()).isEqualTo(text);
    assertThat(base64(text.getBytes(StandardCharsets.UTF_8)).read()).isEqualTo(text);
  }

  @Test
  void isEmptyIfTheEventHasNoBody() {
    assertThat(RequestBody.of(new APIGatewayProxyRequestEvent()).read()).isEqualTo("");
    assertThat(RequestBody.of(new APIGatewayProxyRequestEvent().withIsBase64Encoded(true)).read())
        .isEqualTo("");
  }

  @Test
  void isTextUnlessTheEventSaysItIsBase64() {
    var event = new APIGatewayProxyRequestEvent().withBody("YQ==");

    assertThat(RequestBody.of(event).read()).isEqualTo("YQ==");
    assertThat(RequestBody.of(event.withIsBase64Encoded(true)).read()).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "é", "\uD83D\uDE00"})
  void acceptsUpTo64KiBPlainOrInBase64(String character) {
    int bytes = character.getBytes(StandardCharsets.UTF_8).length;
    String largest = character.repeat(MAX_BYTES / bytes);
    String tooLarge = largest + "a";

    assertThat(new RequestBody(largest, false).read()).isEqualTo(largest);
    assertThat(base64(largest.getBytes(StandardCharsets.UTF_8)).read()).isEqualTo(largest);
    assertTooLarge(new RequestBody(tooLarge, false));
    assertTooLarge(base64(tooLarge.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void reportsTooLargeBeforeMalformed() {
    byte[] notUtf8 = new byte[MAX_BYTES + 1];
    Arrays.fill(notUtf8, (byte) 0xFF);

    assertTooLarge(base64(notUtf8));
    assertTooLarge(new RequestBody("!".repeat(100_000), true));
    assertTooLarge(base64("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)));
  }

  static Stream<Arguments> notUtf8() {
    return Stream.of(
        argumentSet("a byte that is never used", bytes(0xFF)),
        argumentSet("a continuation alone", bytes('a', 0x80)),
        argumentSet("half of two bytes", bytes('a', 0xC3)),
        argumentSet("half of four bytes", bytes(0xF0, 0x9F, 0x98)),
        argumentSet("an overlong slash", bytes(0xC0, 0xAF)),
        argumentSet("an overlong NUL", bytes(0xC0, 0x80)),
        argumentSet("a surrogate", bytes(0xED, 0xA0, 0x80)),
        argumentSet("a pair of surrogates", bytes(0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80)),
        argumentSet("past the last code point", bytes(0xF4, 0x90, 0x80, 0x80)),
        argumentSet("Latin-1", "{\"name\": \"Zürich\"}".getBytes(StandardCharsets.ISO_8859_1)),
        argumentSet("UTF-16 with its mark", "{}".getBytes(StandardCharsets.UTF_16)),
        argumentSet("gzip", bytes(0x1F, 0x8B, 0x08, 0x00)));
  }

  @ParameterizedTest
  @MethodSource("notUtf8")
  void rejectsMalformedUtf8(byte[] sent) {
    assertNotUtf8(base64(sent));
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "YQ=", "Y", "YQ==YQ==", "YW Jj", "YWJj\n", "_-8=", "{}"})
  void rejectsMalformedBase64(String text) {
    assertNotUtf8(new RequestBody(text, true));
  }

  @Test
  void rejectsALoneSurrogate() {
    assertNotUtf8(new RequestBody("a\uD83D", false));
  }

  private static void assertTooLarge(RequestBody body) {
    assertError(
        body,
        ApiError.of(
            ErrorCode.PAYLOAD_TOO_LARGE, "The request body is larger than 64 KiB (65,536 bytes)."));
  }

  private static void assertNotUtf8(RequestBody body) {
    assertError(body, ApiError.validation(Map.of("body", "must be UTF-8 text")));
  }

  private static void assertError(RequestBody body, ApiError error) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(body::read)
        .extracting(ApiException::error)
        .isEqualTo(error);
  }

  private static RequestBody base64(byte[] sent) {
    return new RequestBody(Base64.getEncoder().encodeToString(sent), true);
  }

  private static byte[] bytes(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }
}
