package io.entryguard.resources.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetsTest {
  private static final Path BUDGETS = Path.of("budgets.txt");

  @TempDir private Path folder;

  @Test
  void areKeptByWhatIsAsMuchAsTheyAllow() throws IOException {
    Budgets budgets = budgets("classes | list-resources | classes | 2900");

    assertThat(budgets.exceeded(found(2_900))).isEmpty();
  }

  @Test
  void areExceededByOneMore() throws IOException {
    Budgets budgets = budgets("classes | list-resources | classes | 2900");

    assertThat(budgets.exceeded(found(2_901)))
        .containsExactly("list-resources: classes 2901, and the budget is 2900");
  }

  @Test
  void areNotKeptByWhatWasNotMeasured() throws IOException {
    Budgets budgets = budgets("# comment", "", "zip | list-resources | megabytes | 8.5");

    assertThat(budgets.exceeded(found(1)))
        .containsExactly("list-resources: megabytes has a budget and was not measured");
  }

  @Test
  void refuseALineThatTheyDoNotUnderstand() {
    assertThatIllegalArgumentException().isThrownBy(() -> budgets("classes | list-resources"));
  }

  @Test
  void coverWhatTheNumbersToReachAreAbout() throws IOException {
    var nothing = new Found(new RunDescription(Map.of()), List.of());

    assertThat(Budgets.read(BUDGETS).exceeded(nothing))
        .contains(
            "list-resources, not counted: classes has a budget and was not measured",
            "create-resource, not counted: classes has a budget and was not measured",
            "authorizer, token: classes has a budget and was not measured",
            "unmatched-route: classes has a budget and was not measured",
            "authorizer: megabytes has a budget and was not measured");
  }

  private Budgets budgets(String... lines) throws IOException {
    return Budgets.read(Files.write(folder.resolve("budgets.txt"), List.of(lines)));
  }

  private static Found found(double classes) {
    return new Found(
        new RunDescription(Map.of()),
        List.of(new Sample(Measures.CLASSES, "list-resources", Map.of("classes", classes))));
  }
}
