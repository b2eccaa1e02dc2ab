package io.entryguard.resources.function.createresource;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.http.Headers;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.json.ValidationErrors;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IdempotencyKeyHeaderTest {
  private final ValidationErrors errors = new ValidationErrors();

  private Optional<IdempotencyKey> read(String... values) {
    return IdempotencyKeyHeader.read(
        Headers.of(null, Map.of("Idempotency-Key", List.of(values))), "user-1", errors);
  }

  static Stream<Arguments> keys() {
    return Stream.of(
        Arguments.of("key-1", "key-1"),
        Arguments.of("\"key-1\"", "key-1"),
        Arguments.of("  key-1 ", "key-1"),
        Arguments.of(" \"key-1\" ", "key-1"),
        Arguments.of("\"a\\\"b\"", "a\"b"),
        Arguments.of("\"a\\\\b\"", "a\\b"),
        Arguments.of("\"\\\"\"", "\""),
        Arguments.of("a\"b\"", "a\"b\""),
        Arguments.of("a\\b", "a\\b"),
        Arguments.of("a;b=1", "a;b=1"),
        Arguments.of("a".repeat(255), "a".repeat(255)),
        Arguments.of("\"" + "a".repeat(255) + "\"", "a".repeat(255)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void readsAKeyWithOrWithoutQuotes(String header, String key) {
    assertThat(read(header))
        .contains(new IdempotencyKey(IdempotencyKey.Origin.USER, "user-1", key));
    assertThat(errors.isEmpty()).isTrue();
  }

  @Test
  void readsNoKeyWithoutTheHeader() {
    assertThat(IdempotencyKeyHeader.read(Headers.of(Map.of(), null), "user-1", errors)).isEmpty();
    assertThat(errors.isEmpty()).isTrue();
  }

  @Test
  void readsTheHeaderInAnyCase() {
    var headers = Headers.of(Map.of("idempotency-key", "key-1"), null);

    assertThat(IdempotencyKeyHeader.read(headers, "user-1", errors))
        .contains(new IdempotencyKey(IdempotencyKey.Origin.USER, "user-1", "key-1"));
  }

  static Stream<String> malformedKeys() {
    return Stream.of(
        "",
        " ",
        "\"\"",
        "a b",
        "\"a b\"",
        "\"a\tb\"",
        "ké",
        "\"ké\"",
        "a".repeat(256),
        "\"" + "a".repeat(256) + "\"");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformedKeys")
  void rejectsAMalformedKey(String header) {
    assertThat(read(header)).isEmpty();
    assertThat(errors.byMember())
        .containsExactly(
            Map.entry(
                "Idempotency-Key",
                "must be 1 to 255 visible ASCII characters without spaces, for example a UUID"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"",
        "\"key",
        "\"key\\\"",
        "\"key\\",
        "\"key\\a\"",
        "\"key\";a=1",
        "\"key\" x",
        "\"a\"\"b\"",
        "\"a\", \"b\""
      })
  void rejectsAMalformedQuotedKey(String header) {
    assertThat(read(header)).isEmpty();
    assertThat(errors.byMember())
        .containsExactly(
            Map.entry(
                "Idempotency-Key",
                "must be one quoted string, or the key without quotes, and nothing after it"));
  }

  @Test
  void rejectsARepeatedHeaderEvenWithTheSameKey() {
    assertThat(read("key-1", "key-1")).isEmpty();
    assertThat(errors.byMember())
        .containsExactly(Map.entry("Idempotency-Key", "must be there only once"));
  }
}
