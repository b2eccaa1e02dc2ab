package io.entryguard.resources.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.entryguard.resources.bench.Found.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = HOME.resolve("docs/performance.md");

  @Test
  void replacesOnlyTheTextBetweenTheMarkers() {
    String page =
        """
        before
        <!-- begin: written by bench/run -->
        old
        <!-- end: written by bench/run -->
        after
        """;

    assertThat(Report.between(page, "new\n"))
        .isEqualTo(
            """
            before
            <!-- begin: written by bench/run -->

            new

            <!-- end: written by bench/run -->
            after
            """);
    assertThatIllegalArgumentException().isThrownBy(() -> Report.between("no marks", "new"));
  }

  @Test
  void statesWhetherEachBudgetIsMet() throws IOException {
    var found =
        new Found(
            Map.of(), List.of(new Sample(Run.ZIPS, "authorizer", Map.of(Run.MEGABYTES, 11.5))));

    assertThat(new Report(HOME).text(found))
        .contains(
            "| largest zip, MB | 14 | 11 | 11.5 | must reached |",
            "| warm list ÷ bare query | 1.25 | 1.10 | – | not measured |",
            "| authorizer | 11.5 |");
  }

  /** Detects figures that were edited by hand. */
  @Test
  void matchesThePageForTheStoredResults() throws IOException {
    Path results = HOME.resolve("bench/results/latest.jsonl");
    assumeThat(results).as("the results of bench/run").exists();
    Found found = Found.read(results);
    String page = Files.readString(PAGE);

    assertThat(Report.between(page, new Report(HOME).text(found))).isEqualTo(page);
    assertThat(Files.readString(HOME.resolve("docs/performance.svg"))).isEqualTo(Chart.of(found));
  }
}
