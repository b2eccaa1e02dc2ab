package io.entryguard.resources.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
  @Test
  void servesOnPort3000WhenNothingIsSaid() {
    assertThat(CommandLine.parse(List.of()))
        .isEqualTo(new CommandLine.Serve(3000, Optional.empty(), 0));
  }

  @Test
  void takesPortKeyringAndRateLimit() {
    assertThat(
            CommandLine.parse(
                List.of("--keyring", "keys.json", "--port", "8080", "--rate-limit", "20")))
        .isEqualTo(new CommandLine.Serve(8080, Optional.of(Path.of("keys.json")), 20));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --porf        | There is no option --porf; --help names them all.
          start         | There is no option start; --help names them all.
          --port        | --port needs a number from 0 to 65535.
          --port x      | --port needs a number from 0 to 65535.
          --port -1     | --port needs a number from 0 to 65535.
          --port 65536  | --port needs a number from 0 to 65535.
          --keyring     | --keyring needs a file.
          --rate-limit  | --rate-limit needs a number from 1 to 1000000.
          --rate-limit 0       | --rate-limit needs a number from 1 to 1000000.
          --rate-limit x       | --rate-limit needs a number from 1 to 1000000.
          --rate-limit 1000001 | --rate-limit needs a number from 1 to 1000000.
          """)
  void saysInOneSentenceWhatItDoesNotUnderstand(String arguments, String sentence) {
    assertThat(CommandLine.parse(List.of(arguments.split(" "))))
        .isEqualTo(new CommandLine.Mistake(sentence));
  }
}
