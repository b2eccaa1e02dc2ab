package io.entryguard.resources.local.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.organization.OrganizationId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
  private final TestTable table = TestTable.create();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path home;

  private int run(String... arguments) throws InterruptedException {
    return new AuditCommand(
            home,
            duration -> {},
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8))
        .run(List.of(arguments));
  }

  private void nameTable(String name) throws IOException {
    Files.createDirectories(home.resolve(".local"));
    Files.writeString(
        home.resolve(".local").resolve("demo.env"),
        "DYNAMODB_ENDPOINT=%s\nTABLE_NAME=%s\n".formatted(TestTable.ENDPOINT, name));
  }

  @Test
  void exitsWith0WhenAllAgree() throws IOException, InterruptedException {
    nameTable(table.name());
    table.organization(1);

    assertThat(run("--local")).isZero();

    assertThat(out.toString(UTF_8).lines())
        .containsExactly("1 organization compared: 1 agree, 0 repaired, 0 left.");
    assertThat(err.toString(UTF_8).lines()).containsExactly("Looking for organizations ...");
  }

  @Test
  void exitsWith1WhenFindingsAreLeftAndWith0WhenTheyAreRepaired()
      throws IOException, InterruptedException {
    nameTable(table.name());
    table.organization(1);
    OrganizationId damaged = table.organization(1);
    table.setCounter(damaged, 2);

    assertThat(run("--local")).isEqualTo(1);
    assertThat(run("--local", "--repair", "--organization", damaged.toString())).isZero();

    assertThat(out.toString(UTF_8).lines())
        .containsExactly(
            damaged + "  resourceCount 2, 1 resource",
            "2 organizations compared: 1 agree, 0 repaired, 1 left.",
            damaged + "  resourceCount 2, 1 resource: repaired",
            "1 organization compared: 0 agree, 1 repaired, 0 left.");
    assertThat(err.toString(UTF_8).lines())
        .containsExactly(
            "Looking for organizations ...",
            "1 organization may not agree: reading again in 10 s ...",
            "1 organization may not agree: reading again in 10 s ...");
  }

  @Test
  void exitsWith2AndASentenceWhenItIsMisused() throws InterruptedException {
    assertThat(run("--locl")).isEqualTo(2);

    failedWith("There is no option --locl; --help names them all.");
  }

  @Test
  void exitsWith2WhenStartDoesNotRun() throws InterruptedException {
    assertThat(run("--local")).isEqualTo(2);

    failedWith("./start does not run: there is no .local/demo.env.");
  }

  @Test
  void exitsWith2WhenDemoEnvNamesNoTable() throws IOException, InterruptedException {
    Files.createDirectories(home.resolve(".local"));
    Files.createFile(home.resolve(".local").resolve("demo.env"));

    assertThat(run("--local")).isEqualTo(2);

    failedWith(".local/demo.env has no TABLE_NAME: start ./start again.");
  }

  @Test
  void exitsWith2WhenThereIsNoSuchTable() throws IOException, InterruptedException {
    nameTable("another");

    assertThat(run("--local")).isEqualTo(2);

    failedWith("Looking for organizations ...", "There is no table another there.");
  }

  private void failedWith(String... lines) {
    assertThat(err.toString(UTF_8).lines()).containsExactly(lines);
    assertThat(out.toString(UTF_8)).isEmpty();
  }
}
