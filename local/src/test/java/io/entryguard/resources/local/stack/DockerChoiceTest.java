package io.entryguard.resources.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerChoiceTest {
  @ParameterizedTest
  @CsvSource({
    "wanted,   false, true,  Run",
    "wanted,   true,  true,  Run",
    "required, false, true,  Run",
    "wanted,   false, false, Skip",
    "wanted,   true,  false, Fail",
    "required, false, false, Fail",
    "required, true,  false, Fail",
    "false,    false, true,  Fail"
  })
  void runsWithDockerAndSkipsOnlyOutsideCi(
      String asked, boolean ci, boolean responses, String choice) {
    assertThat(DockerChoice.of(asked, ci, () -> responses).getClass().getSimpleName())
        .isEqualTo(choice);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void doesNotCheckForDockerByDefault(boolean ci) {
    var choice =
        DockerChoice.of(
            "",
            ci,
            () -> {
              throw new AssertionError("Docker was checked for");
            });

    assertThat(choice).isInstanceOf(DockerChoice.Skip.class);
  }

  @Test
  void reportsHowToRunSkippedTests() {
    assertThat(DockerChoice.of("", false, () -> true))
        .isInstanceOfSatisfying(
            DockerChoice.Skip.class,
            skip -> assertThat(skip.reason()).contains("./mvnw -Pdocker verify"));
  }
}
