package io.entryguard.resources.function.authorizer.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PresentedCredentialTest {
  private static final PresentedCredential TOKEN = new PresentedCredential.Token("a.b.c");
  private static final PresentedCredential KEY = new PresentedCredential.Key("eg_live_1a2b");
  private static final PresentedCredential NONE = new PresentedCredential.None();
  private static final PresentedCredential MALFORMED = new PresentedCredential.Malformed();
  private static final PresentedCredential AMBIGUOUS = new PresentedCredential.Ambiguous();

  @ParameterizedTest
  @ValueSource(strings = {"Authorization", "authorization", "AUTHORIZATION", "aUTHORIZATIOn"})
  void acceptsTheAuthorizationHeaderInAnyCase(String name) {
    assertThat(in(name, "Bearer a.b.c")).isEqualTo(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-API-Key", "x-api-key", "X-Api-Key", "X-API-KEY"})
  void acceptsTheKeyHeaderInAnyCase(String name) {
    assertThat(in(name, "eg_live_1a2b")).isEqualTo(KEY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer", "bearer", "BEARER", "bEaReR"})
  void acceptsATokensSchemeInAnyCase(String scheme) {
    assertThat(in("Authorization", scheme + " a.b.c")).isEqualTo(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ApiKey", "apikey", "APIKEY", "aPIkEY"})
  void acceptsAKeysSchemeInAnyCase(String scheme) {
    assertThat(in("Authorization", scheme + " eg_live_1a2b")).isEqualTo(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Bearer",
        "Bearer ",
        " Bearer a.b.c",
        "Bearer  a.b.c",
        "Bearer a.b.c ",
        "Bearer\ta.b.c",
        "Bearer a.b.c d.e.f",
        "Bearer a.b.c, Bearer a.b.c",
        "Bearer a.b.c,Bearer d.e.f",
        "Bearer: a.b.c",
        "Bearer=a.b.c",
        "Bearera.b.c",
        "a.b.c",
        "Basic dXNlcjpwYXNz",
        "Digest a.b.c",
        "Token a.b.c",
        "ApiKeys eg_live_1a2b",
        "Api-Key eg_live_1a2b",
        "ApiKey",
        "ApiKey ",
        "ApiKey eg live",
        "ApiKey eg_live_\u00e9",
        "ApiKey eg_live_1a2b\n",
        "ApiKey eg\u0000live",
        "Api\u212Aey eg_live_1a2b",
        "Bearer a.b.c\u00a0",
        "Bearer \u0430.b.c",
        "\ufeffBearer a.b.c"
      })
  void rejectsAnyOtherFormOfTheAuthorizationHeader(String value) {
    assertThat(in("Authorization", value)).isEqualTo(MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " eg_live_1a2b", "eg_live_1a2b ", "eg live", "a, b", "k\u00e9y"})
  void rejectsAnyOtherFormOfTheKeyHeader(String value) {
    assertThat(in("X-API-Key", value)).isEqualTo(MALFORMED);
  }

  @Test
  void findsNoneWithoutACredentialHeader() {
    assertThat(PresentedCredential.in(Map.of())).isEqualTo(NONE);
    assertThat(in("Cookie", "token=a.b.c")).isEqualTo(NONE);
    assertThat(in("X-Authorization", "Bearer a.b.c")).isEqualTo(NONE);
    assertThat(in("X-API-\u212Aey", "eg_live_1a2b")).isEqualTo(NONE);
    assertThat(PresentedCredential.in(Map.of("Authorization", List.of()))).isEqualTo(NONE);
  }

  @Test
  void acceptsTheSameKeyInBothHeadersAsOne() {
    assertThat(both("ApiKey eg_live_1a2b", "eg_live_1a2b")).isEqualTo(KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer a.b.c,        eg_live_1a2b",
    "Bearer eg_live_1a2b, eg_live_1a2b",
    "ApiKey eg_live_1a2b, eg_live_9z9z",
    "ApiKey eg_live_1a2b, EG_LIVE_1A2B"
  })
  void rejectsTwoDifferentCredentials(String authorization, String apiKey) {
    assertThat(both(authorization, apiKey)).isEqualTo(AMBIGUOUS);
  }

  @ParameterizedTest
  @CsvSource({
    "Basic dXNlcjpwYXNz, eg_live_1a2b",
    "'',                 eg_live_1a2b",
    "Bearer a.b.c,       ''",
    "Bearer a.b.c,       a b"
  })
  void rejectsAMalformedCredentialBesideAValidOne(String authorization, String apiKey) {
    assertThat(both(authorization, apiKey)).isEqualTo(MALFORMED);
  }

  @Test
  void rejectsARepeatedHeader() {
    assertThat(
            PresentedCredential.in(
                Map.of("Authorization", List.of("Bearer a.b.c", "Bearer d.e.f"))))
        .isEqualTo(AMBIGUOUS);
    assertThat(
            PresentedCredential.in(
                Map.of("Authorization", List.of("Bearer a.b.c", "Bearer a.b.c"))))
        .isEqualTo(AMBIGUOUS);
    assertThat(PresentedCredential.in(Map.of("X-API-Key", List.of("one", "two"))))
        .isEqualTo(AMBIGUOUS);
    assertThat(
            PresentedCredential.in(
                Map.of(
                    "Authorization", List.of("Bearer a.b.c"),
                    "authorization", List.of("Bearer a.b.c"))))
        .isEqualTo(AMBIGUOUS);
  }

  @Test
  void acceptsATokenOfUpTo8KiB() {
    String token = "a".repeat(8 * 1024);

    assertThat(in("Authorization", "Bearer " + token))
        .isEqualTo(new PresentedCredential.Token(token));
    assertThat(in("Authorization", "Bearer " + token + "a")).isEqualTo(MALFORMED);
    assertThat(in("Authorization", "Bearer " + "a".repeat(1024 * 1024))).isEqualTo(MALFORMED);
  }

  @Test
  void acceptsAKeyOfUpTo256Characters() {
    String key = "k".repeat(256);

    assertThat(in("X-API-Key", key)).isEqualTo(new PresentedCredential.Key(key));
    assertThat(in("Authorization", "ApiKey " + key)).isEqualTo(new PresentedCredential.Key(key));
    assertThat(in("X-API-Key", key + "k")).isEqualTo(MALFORMED);
    assertThat(in("Authorization", "ApiKey " + key + "k")).isEqualTo(MALFORMED);
    assertThat(in("X-API-Key", "k".repeat(1024 * 1024))).isEqualTo(MALFORMED);
  }

  @Test
  void rejectsTextThatNoHeaderCouldHold() {
    assertThatThrownBy(() -> new PresentedCredential.Token("a".repeat(8 * 1024 + 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PresentedCredential.Key("k".repeat(257)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PresentedCredential.Key("two words"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("words");
  }

  @Test
  void hidesItsSecretInToString() {
    assertThat(TOKEN.toString()).isEqualTo("Token");
    assertThat(KEY.toString()).isEqualTo("Key");
  }

  private static PresentedCredential in(String name, String value) {
    return PresentedCredential.in(Map.of(name, List.of(value)));
  }

  private static PresentedCredential both(String authorization, String apiKey) {
    return PresentedCredential.in(
        Map.of("Authorization", List.of(authorization), "X-API-Key", List.of(apiKey)));
  }
}
