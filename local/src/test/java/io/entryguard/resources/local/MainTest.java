package io.entryguard.resources.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.local.command.Commands;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {
  private final Main main = new Main();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CommandLine commandLine =
      Commands.commandLine(main, new PrintStream(err, true, UTF_8));

  @Test
  void usesPort3000ByDefault() {
    commandLine.parseArgs();

    assertThat(main.port).isEqualTo(3000);
    assertThat(main.keyring).isEmpty();
    assertThat(main.requestsPerMinute).isZero();
  }

  @Test
  void readsPortKeyringAndRateLimit() {
    commandLine.parseArgs("--keyring", "keys.json", "--port", "8080", "--rate-limit", "20");

    assertThat(main.port).isEqualTo(8080);
    assertThat(main.keyring).hasValue(Path.of("keys.json"));
    assertThat(main.requestsPerMinute).isEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --porf               | Unknown option: '--porf'; --help names all options.
          start                | Unmatched argument at index 0: 'start'; --help names all options.
          --port               | Missing required parameter for option '--port' (PORT); --help names all options.
          --port x             | Invalid value for option '--port': 'x' is not a number from 0 to 65535; --help names all options.
          --port -1            | Invalid value for option '--port': '-1' is not a number from 0 to 65535; --help names all options.
          --port 65536         | Invalid value for option '--port': '65536' is not a number from 0 to 65535; --help names all options.
          --rate-limit 0       | Invalid value for option '--rate-limit': '0' is not a number from 1 to 1000000; --help names all options.
          --rate-limit 1000001 | Invalid value for option '--rate-limit': '1000001' is not a number from 1 to 1000000; --help names all options.
          """)
  void reportsInvalidArgumentsInOneLine(String arguments, String line) {
    assertThat(commandLine.execute(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString(UTF_8).lines()).containsExactly(line);
  }

  @Test
  void reportsAPortInUseInOneLine() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThat(commandLine.execute("--port", Integer.toString(port))).isEqualTo(1);
      assertThat(err.toString(UTF_8).lines())
          .containsExactly(
              "Port %d is taken: stop what listens there, or choose another with --port."
                  .formatted(port));
    }
  }

  @Test
  void printsTheSameHelpAsTheScript() {
    assertThat(Path.of("bin", "start.txt")).hasContent(commandLine.getUsageMessage());
  }
}
