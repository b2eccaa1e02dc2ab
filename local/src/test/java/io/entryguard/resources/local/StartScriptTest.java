package io.entryguard.resources.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./start} says before Java runs: local/bin/java.bash. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "./start is a bash script")
final class StartScriptTest {
  @TempDir private Path folder;

  @Test
  void saysInOneLineThatThereIsNoJdk() throws IOException, InterruptedException {
    assertThat(prepare("candidates() { :; }"))
        .isEqualTo(
            """
            A JDK 25 or newer is needed, and none was found: install one (https://adoptium.net), or let JAVA_HOME name its folder.
            1
            """);
  }

  @Test
  void saysInOneLineThatTheJdkIsTooOld() throws IOException, InterruptedException {
    Path old = jdk("21.0.4");

    assertThat(prepare("candidates() { echo '" + old + "'; }"))
        .isEqualTo(
            """
            A JDK 25 or newer is needed, and %s has only version 21: install one (https://adoptium.net), or let JAVA_HOME name its folder.
            1
            """
                .formatted(old));
  }

  @Test
  void takesTheFirstJdkThatIsNewEnough() throws IOException, InterruptedException {
    Path old = jdk("24.0.2");
    Path recent = jdk("26");

    assertThat(
            run("candidates() { printf '%s\\n' /none '" + old + "' '" + recent + "'; }; find_jdk"))
        .isEqualTo(recent + "\n");
  }

  @Test
  void saysInOneLineThatTheDiskIsFull() throws IOException, InterruptedException {
    assertThat(
            prepare(
                "find_jdk() { echo /jdk; }; df() { printf 'Free\\n/dev/x 9 9 20480 9%% /\\n'; }"))
        .isEqualTo(
            """
            The disk is full: a build needs 200 MB, and only 20 MB are free for %s.
            1
            """
                .formatted(folder));
  }

  @Test
  void listsTheModulesAndTheErrorsOfABuildThatIsNotWatched()
      throws IOException, InterruptedException {
    assertThat(
            run(
                """
                progress <<'END'
                [INFO] Scanning for projects...
                [INFO] Building EntryGuard resources 0.1.0                                [1/16]
                [INFO] Downloading from central: https://example.com/a.jar
                [INFO] Downloaded from central: https://example.com/a.jar (1 kB at 1 kB/s)
                [INFO] Building create-resource 0.1.0                                     [7/16]
                [INFO] Building jar: create-resource-0.1.0.jar
                [ERROR] No space left on device
                END
                """))
        .isEqualTo(
            """
              1 of 16: EntryGuard resources
              7 of 16: create-resource
            [ERROR] No space left on device
            """);
  }

  /** Nothing is built in the folder, so {@code prepare} would build. */
  private String prepare(String definitions) throws IOException, InterruptedException {
    return run(definitions + "; prepare || echo $?");
  }

  private String run(String script) throws IOException, InterruptedException {
    String sourced = "set -euo pipefail; home='" + folder + "'; . bin/java.bash; ";
    Process process =
        new ProcessBuilder("bash", "-c", sourced + script).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return output;
  }

  private Path jdk(String version) throws IOException {
    Path jdk = Files.createDirectories(folder.resolve("jdk-" + version));
    Path javac = Files.createFile(Files.createDirectories(jdk.resolve("bin")).resolve("javac"));
    assertThat(javac.toFile().setExecutable(true)).isTrue();
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return jdk;
  }
}
