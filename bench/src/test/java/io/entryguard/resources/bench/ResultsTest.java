package io.entryguard.resources.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
  @TempDir private Path folder;

  @Test
  void areReadAsTheyWereWritten() throws IOException {
    var run = new RunDescription(Map.of("date", "2026-02-18"));
    List<Sample> samples =
        List.of(
            new Sample("cold start", "list-resources", Map.of("coldMillis", 812.345)),
            new Sample("list", "list-resources", Map.of("items", 10.0, "millis", 1.5)));
    var results = new Results(folder.resolve("results/latest.jsonl"));

    results.write(run, samples);

    assertThat(results.read()).isEqualTo(new Found(run, samples));
  }

  @Test
  void tellTheMedianOfASubjectAlone() {
    var found =
        new Found(
            new RunDescription(Map.of()),
            List.of(
                new Sample("list", "a", Map.of("items", 10.0, "millis", 1.0)),
                new Sample("list", "a", Map.of("items", 100.0, "millis", 9.0)),
                new Sample("list", "b", Map.of("items", 10.0, "millis", 5.0))));

    assertThat(found.median("list", "a", "millis")).hasValue(5);
    assertThat(found.median("list", "a", "millis", "items", 100)).hasValue(9);
    assertThat(found.median("list", "c", "millis")).isEqualTo(OptionalDouble.empty());
    assertThat(found.subjects("list")).containsExactly("a", "b");
  }
}
