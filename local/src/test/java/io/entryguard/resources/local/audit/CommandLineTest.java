package io.entryguard.resources.local.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.local.audit.CommandLine.Compare;
import io.entryguard.resources.local.audit.CommandLine.Mistake;
import io.entryguard.resources.local.audit.CommandLine.Source;
import io.entryguard.resources.organization.OrganizationId;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
  private static final String ID = "8d3f0c52-6b1e-4f7a-9c25-1e0a7b94d3f6";

  @Test
  void comparesAllOfATableWhereTheSdkFindsIt() {
    assertThat(CommandLine.parse(List.of("--table", "Table")))
        .isEqualTo(
            new Compare(
                new Source.Deployed("Table", Optional.empty(), Optional.empty()),
                Optional.empty(),
                false));
  }

  @Test
  void takesEveryOptionInAnyOrder() {
    assertThat(
            CommandLine.parse(
                List.of(
                    "--repair",
                    "--organization",
                    ID.toUpperCase(Locale.ROOT),
                    "--region",
                    "eu-west-1",
                    "--endpoint",
                    "http://localhost:8000",
                    "--table",
                    "Table")))
        .isEqualTo(
            new Compare(
                new Source.Deployed(
                    "Table",
                    Optional.of(URI.create("http://localhost:8000")),
                    Optional.of("eu-west-1")),
                Optional.of(new OrganizationId(UUID.fromString(ID))),
                true));
  }

  @Test
  void takesTheTableOfStart() {
    assertThat(CommandLine.parse(List.of("--local")))
        .isEqualTo(new Compare(new Source.Local(), Optional.empty(), false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --locl                            | There is no option --locl; --help names them all.
          Table                             | There is no option Table; --help names them all.
          --repair                          | Which table? Say --table NAME, or --local for the one of ./start.
          --table                           | --table needs a name.
          --table --repair                  | --table needs a name.
          --table T --endpoint              | --endpoint needs a URL.
          --table T --endpoint localhost    | --endpoint needs a URL.
          --table T --endpoint ftp://x      | --endpoint needs a URL.
          --table T --endpoint http:x       | --endpoint needs a URL.
          --table T --endpoint http://[     | --endpoint needs a URL.
          --table T --region                | --region needs a name.
          --table T --organization          | --organization needs a UUID.
          --table T --organization all      | --organization needs a UUID.
          --local --table T                 | --local knows its table: leave out --table, --endpoint and --region.
          --endpoint http://x --local       | --local knows its table: leave out --table, --endpoint and --region.
          --local --region eu-west-1        | --local knows its table: leave out --table, --endpoint and --region.
          """)
  void saysInOneSentenceWhatItDoesNotUnderstand(String arguments, String sentence) {
    assertThat(CommandLine.parse(List.of(arguments.split(" ")))).isEqualTo(new Mistake(sentence));
  }
}
