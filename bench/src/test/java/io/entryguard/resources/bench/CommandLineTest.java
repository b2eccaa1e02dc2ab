package io.entryguard.resources.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.bench.CommandLine.Kind;
import io.entryguard.resources.bench.CommandLine.Measure;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private static CommandLine parse(String line) {
    return CommandLine.parse(line.isEmpty() ? List.of() : List.of(line.split(" ")));
  }

  @Test
  void measuresAllSevenTimesAndDocumentsIt() {
    assertThat(parse("")).isEqualTo(new Measure(false, 7, Set.of(), 1_000_000));
    assertThat(((Measure) parse("")).isDocumented()).isTrue();
  }

  @Test
  void documentsNeitherAQuickRunNorAPart() {
    assertThat(((Measure) parse("--quick")).isDocumented()).isFalse();
    assertThat(parse("--only cold --only lists --starts 3"))
        .isEqualTo(new Measure(false, 3, Set.of(Kind.COLD, Kind.LISTS), 1_000_000));
    assertThat(((Measure) parse("--only cold")).isDocumented()).isFalse();
    assertThat(((Measure) parse("--no-rate-limit")).isDocumented()).isFalse();
  }

  @Test
  void writesTheReportAnew() {
    assertThat(parse("--report")).isEqualTo(new CommandLine.Report());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--slow", "--starts", "--starts 0", "--starts x", "--only", "--only all"})
  void saysWhatItDoesNotUnderstand(String line) {
    assertThat(parse(line)).isInstanceOf(CommandLine.Mistake.class);
  }
}
