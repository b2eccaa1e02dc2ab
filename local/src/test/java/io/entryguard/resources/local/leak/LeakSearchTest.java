package io.entryguard.resources.local.leak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LeakSearchTest {
  private static final String LOGGED =
      "{\"timestamp\":\"2026-02-18T11:00:00Z\",\"level\":\"INFO\",\"message\":\"Caller not"
          + " known\"}";

  @TempDir private Path home;

  static Stream<String> leaks() {
    String marked = "password=" + Secrets.MARK + "-1";
    return Stream.concat(
        Stream.of(
            "token " + "eyJ" + "hbGciOiJIUzI1NiJ9.e30.abc",
            "eg_live_" + "1a2b3c4d5e6f7g8h9i0j",
            "EGK_LIVE_" + "1A2B3C4D5E6F7G8H9I0J",
            "{\"kty\":\"oct\",\"k" + "\": \"abc\"}",
            "{\\\"kty\\\":\\\"oct\\\",\\\"k" + "\\\":\\\"abc\\\"}",
            "Authorization: Bearer" + " abcdefgh",
            "{\"pageKey\":{\"S\":\"egpage_" + "AAAAAAAAAAAAAAAA\"}}",
            "-----BEGIN PRIVATE" + " KEY-----",
            marked,
            marked.toUpperCase(Locale.ROOT),
            HexFormat.of().formatHex(marked.getBytes(UTF_8))),
        IntStream.range(0, 3)
            .mapToObj(i ->
                Base64.getEncoder().encodeToString(("abc".substring(i) + marked).getBytes(UTF_8))));
  }

  @ParameterizedTest
  @MethodSource("leaks")
  void findsASecretInAnyEncodingWithoutQuotingIt(String leak) throws IOException {
    prints("functions/authorizer", LOGGED, "before " + leak + " after");

    List<String> problems = LeakSearch.problemsBelow(home);

    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith("functions/authorizer/target/test-output.log:2 shows ");
    assertThat(problems.getFirst()).doesNotContain(leak);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "principal eg_live_1a2b",
        "the header Authorization: Bearer is missing",
        "\"key\":\"value\"",
        "Leak marks are looked for"
      })
  void ignoresOtherText(String line) throws IOException {
    prints("local", LOGGED, line);

    assertThat(LeakSearch.problemsBelow(home)).isEmpty();
  }

  @Test
  void failsIfNoFunctionLoggedAnything() throws IOException {
    prints("shared", "3 tests");

    assertThat(LeakSearch.problemsBelow(home))
        .containsExactly("No function has logged anything: this was not a run of all tests.");
  }

  private void prints(String module, String... lines) throws IOException {
    Path target = Files.createDirectories(home.resolve(module).resolve("target"));
    Files.write(target.resolve("test-output.log"), List.of(lines));
  }
}
