package io.entryguard.resources.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeadersTest {
  @ParameterizedTest
  @ValueSource(strings = {"Content-Type", "content-type", "CONTENT-TYPE", "cOnTeNt-TyPe"})
  void findsANameInAnyCase(String name) {
    var headers = Headers.of(null, Map.of("Content-type", List.of("a")));

    assertThat(headers.only(name)).contains("a");
    assertThat(headers.all(name)).containsExactly("a");
  }

  @Test
  void readsTheSingleValueMapWhereTheMultiValueMapLacksAHeader() {
    assertThat(Headers.of(Map.of("A", "1"), null).all("a")).containsExactly("1");
    assertThat(Headers.of(Map.of("A", "1"), Map.of()).all("a")).containsExactly("1");
    assertThat(Headers.of(Map.of("A", "1"), Map.of("B", List.of("2"))).all("a"))
        .containsExactly("1");
  }

  @Test
  void readsEachValueOfTheMultiValueMapOnce() {
    var headers =
        Headers.of(Map.of("authorization", "2"), Map.of("Authorization", List.of("1", "2")));

    assertThat(headers.all("Authorization")).containsExactly("1", "2");
  }

  @Test
  void joinsNamesThatDifferInCaseOnly() {
    Map<String, List<String>> multi = new LinkedHashMap<>();
    multi.put("X-Key", List.of("1"));
    multi.put("x-key", List.of("2"));

    assertThat(Headers.of(null, multi).all("X-KEY")).containsExactly("1", "2");
    assertThat(Headers.of(null, multi).only("X-Key")).isEmpty();
  }

  @Test
  void hasNoOnlyValueForNoneOrTwo() {
    var headers = Headers.of(null, Map.of("A", List.of("1", "1"), "B", List.of()));

    assertThat(headers.only("A")).isEmpty();
    assertThat(headers.only("B")).isEmpty();
    assertThat(headers.only("C")).isEmpty();
    assertThat(headers.all("C")).isEmpty();
  }

  @Test
  void isEmptyWithoutHeaders() {
    assertThat(Headers.of(null, null).all("A")).isEmpty();
  }
}
