package io.entryguard.resources.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine.Help.Ansi;

@ExtendWith(LocalApiExtension.class)
class WelcomeTest {
  private final String text;

  WelcomeTest(LocalApiFixture api) {
    this.text = Welcome.text(api.api(), Path.of("demo.env"), Duration.ofMillis(2_950), Ansi.OFF);
  }

  @Test
  void printsTheStartTimeAndAllAddresses() {
    assertThat(text)
        .contains("ready after 3.0 s", "http://127.0.0.1:", "demo.env")
        .containsPattern("API +http://localhost:\\d+/api/v1\n")
        .containsPattern("Reference +http://localhost:\\d+/ ")
        .containsPattern("Events +http://localhost:\\d+/events ");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its shell quotes in another way")
  void printsWorkingCommands() throws IOException, InterruptedException {
    List<String> statuses = new ArrayList<>();
    String id = text.lines().filter(line -> line.startsWith("id=")).findFirst().orElseThrow();
    for (String line : text.lines().filter(line -> line.startsWith("curl ")).toList()) {
      statuses.add(statusLine(line.contains("$id") ? id + "\n" + line : line));
    }

    assertThat(statuses)
        .containsExactly(
            "HTTP/1.1 201 Created",
            "HTTP/1.1 200 OK",
            "HTTP/1.1 200 OK",
            "HTTP/1.1 200 OK",
            "HTTP/1.1 200 OK",
            "HTTP/1.1 204 No Content",
            "HTTP/1.1 201 Created",
            "HTTP/1.1 200 OK",
            "HTTP/1.1 403 Forbidden");
  }

  private static String statusLine(String line) throws IOException, InterruptedException {
    Process shell = new ProcessBuilder("sh", "-c", line).start();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).isZero();
    return output.lines().findFirst().orElse("");
  }
}
