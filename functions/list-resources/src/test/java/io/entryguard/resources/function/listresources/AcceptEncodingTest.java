package io.entryguard.resources.function.listresources;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.http.Headers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AcceptEncodingTest {
  private static boolean acceptsGzip(String... lines) {
    return AcceptEncoding.acceptsGzip(Headers.of(null, Map.of("accept-encoding", List.of(lines))));
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
  void acceptsGzipForThisHeader(String line) {
    assertThat(acceptsGzip(line)).isTrue();
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
  void doesNotAcceptGzipForThisHeader(String line) {
    assertThat(acceptsGzip(line)).isFalse();
  }

  @Test
  void readsSeveralHeaderLines() {
    assertThat(acceptsGzip("br", "gzip")).isTrue();
    assertThat(acceptsGzip("*", "gzip;q=0")).isFalse();
  }

  @Test
  void doesNotAcceptGzipWithoutTheHeader() {
    assertThat(AcceptEncoding.acceptsGzip(Headers.of(null, null))).isFalse();
  }

  @Test
  void readsLongHeadersInLinearTime() {
    assertThat(acceptsGzip("gzip;q=0." + "0".repeat(100_000))).isFalse();
    assertThat(acceptsGzip("a,".repeat(50_000) + "gzip")).isTrue();
    assertThat(acceptsGzip("gzip" + " \t".repeat(50_000) + "x")).isFalse();
  }
}
