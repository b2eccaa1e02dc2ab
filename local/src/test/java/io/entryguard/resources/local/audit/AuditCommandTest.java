package io.entryguard.resources.local.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.local.command.Commands;
import io.entryguard.resources.organization.OrganizationId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditCommandTest {
  private static final String ID = "8d3f0c52-6b1e-4f7a-9c25-1e0a7b94d3f6";

  private final TestOrganizations table = new TestOrganizations();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path home;

  private AuditCommand command() {
    return new AuditCommand(
        home, duration -> {}, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }

  private int run(String... arguments) {
    return command().run(arguments);
  }

  private void nameTable(String name) throws IOException {
    Files.createDirectories(home.resolve(".local"));
    Files.writeString(
        home.resolve(".local").resolve("demo.env"),
        "DYNAMODB_ENDPOINT=%s\nTABLE_NAME=%s\n".formatted(table.endpoint(), name));
  }

  @Test
  void exitsWith0WithoutFindings() throws IOException {
    nameTable(table.name());
    table.organization(1);

    assertThat(run("--local")).isZero();

    assertThat(out.toString(UTF_8).lines())
        .containsExactly("1 organization compared: 1 agree, 0 repaired, 0 left.");
    assertThat(err.toString(UTF_8).lines()).containsExactly("Looking for organizations ...");
  }

  @Test
  void exitsWith1WithFindingsAndWith0OnceTheyAreRepaired() throws IOException {
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
  void acceptsOptionsInAnyOrder() {
    AuditCommand command = command();

    Commands.commandLine(command, System.err)
        .parseArgs(
            "--repair",
            "--organization",
            ID.toUpperCase(Locale.ROOT),
            "--region",
            "eu-west-1",
            "--endpoint",
            "http://localhost:8000",
            "--table",
            "Table");

    assertThat(command.repair).isTrue();
    assertThat(command.organization).hasValue(new OrganizationId(UUID.fromString(ID)));
    assertThat(command.local).isFalse();
    assertThat(command.table).hasValue("Table");
    assertThat(command.region).hasValue("eu-west-1");
    assertThat(command.endpoint).hasValue(URI.create("http://localhost:8000"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --locl                         | Unknown option: '--locl'; --help names all options.
          --repair                       | Which table? Say --table NAME, or --local for the one of ./start.
          --table --repair               | Expected parameter for option '--table' but found '--repair'; --help names all options.
          --table T --endpoint localhost | Invalid value for option '--endpoint': 'localhost' is not an http or https URL; --help names all options.
          --table T --endpoint ftp://x   | Invalid value for option '--endpoint': 'ftp://x' is not an http or https URL; --help names all options.
          --table T --endpoint http:x    | Invalid value for option '--endpoint': 'http:x' is not an http or https URL; --help names all options.
          --table T --endpoint http://[  | Invalid value for option '--endpoint': 'http://[' is not an http or https URL; --help names all options.
          --table T --organization all   | Invalid value for option '--organization': 'all' is not a UUID; --help names all options.
          --local --table T              | --local knows its table: leave out --table, --endpoint and --region.
          --endpoint http://x --local    | --local knows its table: leave out --table, --endpoint and --region.
          --local --region eu-west-1     | --local knows its table: leave out --table, --endpoint and --region.
          """)
  void exitsWith2AndOneLineForInvalidArguments(String arguments, String line) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);

    assertFailedWith(line);
  }

  @Test
  void printsTheSameHelpAsTheScript() {
    assertThat(Path.of("bin", "audit.txt"))
        .hasContent(Commands.commandLine(command(), System.err).getUsageMessage());
  }

  @Test
  void exitsWith2IfStartIsNotRunning() {
    assertThat(run("--local")).isEqualTo(2);

    assertFailedWith("./start does not run: there is no .local/demo.env.");
  }

  @Test
  void exitsWith2IfDemoEnvHasNoTable() throws IOException {
    Files.createDirectories(home.resolve(".local"));
    Files.createFile(home.resolve(".local").resolve("demo.env"));

    assertThat(run("--local")).isEqualTo(2);

    assertFailedWith(".local/demo.env has no TABLE_NAME: start ./start again.");
  }

  @Test
  void exitsWith2IfTheTableDoesNotExist() throws IOException {
    nameTable("another");

    assertThat(run("--local")).isEqualTo(2);

    assertFailedWith("Looking for organizations ...", "There is no table another there.");
  }

  private void assertFailedWith(String... lines) {
    assertThat(err.toString(UTF_8).lines()).containsExactly(lines);
    assertThat(out.toString(UTF_8)).isEmpty();
  }
}
