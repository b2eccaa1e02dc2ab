package io.entryguard.resources.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimestampsTest {
  @Test
  void readsAndWritesWhatInstantDoes() {
    var random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      Instant time = Instant.ofEpochSecond(random.nextLong(-62_167_219_200L, 253_402_300_800L));

      assertThat(Timestamps.format(time)).isEqualTo(time.toString());
      assertThat(Timestamps.parse(time.toString())).isEqualTo(time);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-18T11:00:00.5Z",
        "2024-02-29T23:59:59Z",
        "2026-12-31T24:00:00Z",
        "2026-02-18T11:00:00+01:00",
        "0000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z"
      })
  void knowsEveryFormThatInstantKnows(String text) {
    Instant time = Instant.parse(text);

    assertThat(Timestamps.parse(text)).isEqualTo(time);
    assertThat(Timestamps.format(time)).isEqualTo(time.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-02-18",
        "2026-02-30T11:00:00Z",
        "2026-13-01T11:00:00Z",
        "2026-00-01T11:00:00Z",
        "2026-02-00T11:00:00Z",
        "2026-02-18T25:00:00Z",
        "2026-02-18T11:60:00Z",
        "2026-02-18T11:00:61Z",
        "2026-02-18 11:00:00Z",
        "2026-02-18T11:00:0aZ",
        "٢٠٢٦-02-18T11:00:00Z"
      })
  void refusesWhatInstantRefuses(String text) {
    assertThatThrownBy(() -> Timestamps.parse(text)).isInstanceOf(DateTimeParseException.class);
  }
}
