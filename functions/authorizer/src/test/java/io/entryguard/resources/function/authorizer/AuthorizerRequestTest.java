package io.entryguard.resources.function.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class AuthorizerRequestTest {
  @Test
  void countsAHeaderInBothMapsOnce() {
    assertThat(
            all(
                Map.of("Authorization", "Bearer a.b.c"),
                Map.of("Authorization", List.of("Bearer a.b.c"))))
        .isEqualTo(Map.of("authorization", List.of("Bearer a.b.c")));
    assertThat(
            all(
                Map.of("authorization", "Bearer a.b.c"),
                Map.of("Authorization", List.of("Bearer a.b.c"))))
        .isEqualTo(Map.of("authorization", List.of("Bearer a.b.c")));
  }

  @Test
  void readsEitherMapAlone() {
    assertThat(all(Map.of("Authorization", "Bearer a.b.c"), Map.of()))
        .isEqualTo(Map.of("authorization", List.of("Bearer a.b.c")));
    assertThat(all(Map.of(), Map.of("Authorization", List.of("Bearer a.b.c"))))
        .isEqualTo(Map.of("authorization", List.of("Bearer a.b.c")));
  }

  @Test
  void keepsEveryValueOfARepeatedHeader() {
    assertThat(
            all(
                Map.of("Authorization", "Bearer d.e.f"),
                Map.of("Authorization", List.of("Bearer a.b.c", "Bearer d.e.f"))))
        .isEqualTo(Map.of("authorization", List.of("Bearer a.b.c", "Bearer d.e.f")));
  }

  @Test
  void mergesNamesThatDifferOnlyInCase() {
    assertThat(all(Map.of("X-API-Key", "one", "x-api-key", "one"), Map.of()))
        .isEqualTo(Map.of("x-api-key", List.of("one", "one")));
    assertThat(all(Map.of(), Map.of("X-API-Key", List.of("one"), "x-api-key", List.of("one"))))
        .isEqualTo(Map.of("x-api-key", List.of("one", "one")));
  }

  @Test
  void keepsAllValuesIfTheMapsDiffer() {
    assertThat(all(Map.of("X-API-Key", "two"), Map.of("X-API-Key", List.of("one"))))
        .isEqualTo(Map.of("x-api-key", List.of("one", "two")));
  }

  @Test
  void doesNotMapOtherLettersToAscii() {
    assertThat(all(Map.of("X-API-\u212Aey", "one"), Map.of())).isEmpty();
    assertThat(all(Map.of("X-API-Key\u0080", "one"), Map.of())).isEmpty();
  }

  private static Map<String, List<String>> all(
      Map<String, String> headers, Map<String, List<String>> multiValueHeaders) {
    return new AuthorizerRequest("arn", headers, multiValueHeaders, "id").allHeaders();
  }
}
