package io.entryguard.resources.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
  void replacesWhatIsBetweenTheMarksAndNothingElse() {
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
  void saysOfEachNumberToReachWhetherItIsReached() {
    var found =
        new Found(
            new RunDescription(Map.of()),
            List.of(
                new Sample("classes", "list-resources", Map.of("classes", 2_150.0)),
                new Sample("classes", "create-resource", Map.of("classes", 3_100.0)),
                new Sample("classes", "authorizer, token", Map.of("classes", 2_901.0))));

    assertThat(new Report(HOME).text(found))
        .contains(
            "| classes outside the archive: list-resources | 2,900 | 2,200 | 2,150 | aim reached |",
            "| classes outside the archive: create-resource | 3,100 | 2,400 | 3,100 | must reached"
                + " |",
            "| classes outside the archive: authorizer, token | 2,900 | 1,000 | 2,901 | **missed**"
                + " |",
            "| classes outside the archive: unmatched-route | 500 | 350 | – | not measured |");
  }

  /** Whoever edits figures by hand is found out. */
  @Test
  void isThePagesOwnOfTheResultsThatAreKept() throws IOException {
    Found found = new Results(HOME.resolve("bench/results/latest.jsonl")).read();
    String page = Files.readString(PAGE);

    assertThat(Report.between(page, new Report(HOME).text(found))).isEqualTo(page);
    assertThat(Files.readString(HOME.resolve("docs/performance.svg"))).isEqualTo(Chart.of(found));
  }
}
