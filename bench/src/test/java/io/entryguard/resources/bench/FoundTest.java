package io.entryguard.resources.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.bench.Found.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundTest {
  private static final Found FOUND =
      new Found(
          Map.of("date", "2026-02-18"),
          List.of(
              new Sample("warm", "list", Map.of("p50, ms", 2.0)),
              new Sample("warm", "bare", Map.of("p50, ms", 1.0)),
              new Sample("warm", "list", Map.of("p50, ms", 30.0)),
              new Sample("warm", "bare", Map.of("p50, ms", 10.0)),
              new Sample("warm", "list", Map.of("p50, ms", 3.0)),
              new Sample("warm", "bare", Map.of("p50, ms", 2.0)),
              new Sample("cold", "list", Map.of("p50, ms", 700.0))));

  @TempDir private Path folder;

  @Test
  void roundTripsThroughAFile() throws IOException {
    Path file = folder.resolve("results/latest.jsonl");

    FOUND.write(file);

    assertThat(Found.read(file)).isEqualTo(FOUND);
  }

  @Test
  void returnsTheMedianOfASubjectInAMeasure() {
    assertThat(FOUND.median("warm", "list", "p50, ms")).hasValue(3);
    assertThat(FOUND.median("cold", "bare", "p50, ms")).isEqualTo(OptionalDouble.empty());
    assertThat(FOUND.subjects("warm")).containsExactly("list", "bare");
  }

  @Test
  void dividesFiguresOfTheSameRound() {
    assertThat(FOUND.ratio("warm", "p50, ms", "list", "bare")).hasValue(2);
    assertThat(FOUND.ratio("warm", "p50, ms", "list", "nobody")).isEmpty();
  }

  @Test
  void returnsPercentiles() {
    List<Double> hundred = IntStream.rangeClosed(1, 100).mapToObj(Double::valueOf).toList();

    assertThat(Found.percentile(hundred, 50)).isEqualTo(50);
    assertThat(Found.percentile(hundred, 99)).isEqualTo(99);
    assertThat(Found.percentile(List.of(7.0), 99)).isEqualTo(7);
  }
}
