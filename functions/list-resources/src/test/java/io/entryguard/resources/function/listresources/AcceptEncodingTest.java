package io.entryguard.resources.function.listresources;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.http.Headers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AcceptEncodingTest {
  private static boolean takesGzip(String... lines) {
    return AcceptEncoding.takesGzip(Headers.of(null, Map.of("accept-encoding", List.of(lines))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gzip",
        "GZip",
        "x-gzip",
        "*",
        "deflate, gzip",
        "gzip, deflate, br, zstd",
        "br;q=1.0, gzip;q=0.8, *;q=0.1",
        "gzip;q=0.001",
        "gzip;q=1",
        "gzip;q=1.",
        "gzip;q=1.000",
        "gzip ; Q=0.5",
        "\tgzip\t",
        ",gzip,",
        "*;q=0, gzip",
        "gzip, *;q=0",
        "identity;q=0, *",
        "deflate;q=nonsense, gzip"
      })
  void isThatOfAClientThatTakesGzip(String line) {
    assertThat(takesGzip(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "identity",
        "br",
        "deflate, br",
        "gzip;q=0",
        "gzip;q=0.",
        "gzip;q=0.000",
        "gzip; q=0",
        "*;q=0",
        "gzip;q=0, *",
        "*, gzip;q=0",
        "gzipped",
        "gzip;q=2",
        "gzip;q=0.5000",
        "gzip;q=1.001",
        "gzip;q=-1",
        "gzip;q=",
        "gzip;level=9",
        "gzip q=1",
        "\"gzip\"",
        "ｇｚｉｐ"
      })
  void isThatOfAClientThatDoesNot(String line) {
    assertThat(takesGzip(line)).isFalse();
  }

  @Test
  void mayStandInSeveralLines() {
    assertThat(takesGzip("br", "gzip")).isTrue();
    assertThat(takesGzip("*", "gzip;q=0")).isFalse();
  }

  @Test
  void isNotThereForAClientThatIsNotPrepared() {
    assertThat(AcceptEncoding.takesGzip(Headers.of(null, null))).isFalse();
  }

  @Test
  void isReadInAMomentHoweverLongItIs() {
    assertThat(takesGzip("gzip;q=0." + "0".repeat(100_000))).isFalse();
    assertThat(takesGzip("a,".repeat(50_000) + "gzip")).isTrue();
    assertThat(takesGzip("gzip" + " \t".repeat(50_000) + "x")).isFalse();
  }
}
