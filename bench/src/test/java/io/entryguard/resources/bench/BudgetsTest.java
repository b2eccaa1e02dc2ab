package io.entryguard.resources.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.entryguard.resources.bench.Found.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetsTest {
  private static final Found NOTHING = new Found(Map.of(), List.of());

  @TempDir private Path folder;

  @Test
  void areExceededOnlyByMoreThanTheLimit() throws IOException {
    Budgets budgets = budgets("largest zip, MB | 9 | 8 | 10");

    assertThat(budgets.exceeded(zip(9), false)).isEmpty();
    assertThat(budgets.exceeded(zip(9.01), false))
        .containsExactly("largest zip, MB is 9.01, and the budget is 9.00");
    assertThat(budgets.exceeded(zip(10), true)).isEmpty();
    assertThat(budgets.exceeded(zip(10.5), true))
        .containsExactly("largest zip, MB is 10.50, and the budget is 10.00");
  }

  @Test
  void areExceededIfNotMeasured() throws IOException {
    Budgets budgets = budgets("# comment", "", "largest zip, MB | 9 | 8 | 10");

    assertThat(budgets.exceeded(NOTHING, false))
        .containsExactly("largest zip, MB has a budget and was not measured");
  }

  @Test
  void rejectAMalformedLine() {
    assertThatIllegalArgumentException().isThrownBy(() -> budgets("largest zip, MB | 9"));
  }

  /** A misspelt name would limit nothing. */
  @Test
  void existForEveryFigure() throws IOException {
    assertThat(Budgets.read(Path.of("budgets.txt")).all())
        .extracting(Budgets.Budget::name)
        .containsExactlyElementsOf(Budgets.figures(NOTHING).keySet());
  }

  private Budgets budgets(String... lines) throws IOException {
    return Budgets.read(Files.write(folder.resolve("budgets.txt"), List.of(lines)));
  }

  private static Found zip(double megabytes) {
    return new Found(
        Map.of(), List.of(new Sample(Run.ZIPS, "authorizer", Map.of(Run.MEGABYTES, megabytes))));
  }
}
