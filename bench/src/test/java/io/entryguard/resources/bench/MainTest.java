package io.entryguard.resources.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.bench.Measure.Kind;
import io.entryguard.resources.local.command.Commands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
  private final Main main = new Main(Path.of(""));
  private final CommandLine commandLine = Commands.commandLine(main, System.err);

  private Measure measure(String... arguments) {
    commandLine.parseArgs(arguments);
    return main.measure();
  }

  @Test
  void measuresEverythingSevenTimesByDefault() {
    assertThat(measure()).isEqualTo(new Measure(false, 7, Set.of(), 1_000_000));
    assertThat(measure().isDocumented()).isTrue();
  }

  @Test
  void acceptsSeveralKinds() {
    assertThat(measure("--only", "cold", "--only", "lists", "--starts", "3"))
        .isEqualTo(new Measure(false, 3, Set.of(Kind.COLD, Kind.LISTS), 1_000_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--quick", "--only=cold", "--no-rate-limit"})
  void documentsNeitherQuickNorPartialRuns(String option) {
    assertThat(measure(option).isDocumented()).isFalse();
  }

  @Test
  void printsTheSameHelpAsTheScript() throws IOException {
    assertThat(Path.of("run.txt")).hasContent(commandLine.getUsageMessage());
  }
}
