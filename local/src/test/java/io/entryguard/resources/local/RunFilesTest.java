package io.entryguard.resources.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.local.template.RepositoryTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalApiExtension.class)
class RunFilesTest {
  private static final Path REQUESTS = RepositoryTemplate.HOME.resolve("requests.http");

  private final LocalApiFixture api;

  @TempDir private Path folder;

  RunFilesTest(LocalApiFixture api) {
    this.api = api;
  }

  @Test
  void writesEverythingNeededToCallTheApi() throws IOException {
    new RunFiles(folder).write(api.api(), REQUESTS);

    Map<String, String> variables = new LinkedHashMap<>();
    for (String line : Files.readAllLines(folder.resolve("demo.env"))) {
      int equals = line.indexOf('=');
      variables.put(line.substring(0, equals), line.substring(equals + 1));
    }
    assertThat(variables.keySet())
        .containsExactly(
            "BASE_URL",
            "EVENTS_URL",
            "JWT_SECRET",
            "JWT_ISSUER",
            "JWT_AUDIENCE",
            "FREE_ORGANIZATION_ID",
            "FREE_ADMIN_TOKEN",
            "FREE_MEMBER_TOKEN",
            "FREE_CREDENTIAL_ID",
            "PAID_ORGANIZATION_ID",
            "PAID_ADMIN_TOKEN",
            "PAID_API_KEY",
            "PAID_CREDENTIAL_ID",
            "DYNAMODB_ENDPOINT",
            "TABLE_NAME");
    assertThat(variables.values()).allMatch(value -> value.matches("[A-Za-z0-9_:/.-]+"));
  }

  @Test
  void writesRequestsWithTheAddressAndTheTokensOfTheRun() throws IOException {
    new RunFiles(folder).write(api.api(), REQUESTS);

    Map<String, String> variables = RunFiles.variables(api.api());
    List<String> template = Files.readAllLines(REQUESTS);
    List<String> written = Files.readAllLines(folder.resolve("requests.http"));
    assertThat(written)
        .hasSameSizeAs(template)
        .contains(
            "@BASE_URL = " + variables.get("BASE_URL"),
            "@FREE_ADMIN_TOKEN = " + variables.get("FREE_ADMIN_TOKEN"),
            "@PAID_API_KEY = " + variables.get("PAID_API_KEY"));
    assertThat(written.stream().filter(line -> !line.matches("@[A-Z_]+ = .*")))
        .containsExactlyElementsOf(
            template.stream().filter(line -> !line.matches("@[A-Z_]+ = .*")).toList());
  }

  @Test
  void writesSamVariablesWithAddressesForContainers() throws IOException {
    new RunFiles(folder).write(api.api(), REQUESTS);

    JsonNode functions = new ObjectMapper().readTree(folder.resolve("sam-env.json").toFile());
    assertThat((Iterable<String>) functions::fieldNames)
        .containsExactlyInAnyOrderElementsOf(api.api().template().functions().keySet());
    assertThat(functions.at("/CreateResourceFunction/DYNAMODB_ENDPOINT").asText())
        .isEqualTo("http://host.docker.internal:" + api.api().dynamoDbEndpoint().getPort());
    assertThat(functions.at("/AuthorizerFunction/SECRETS_MANAGER_ENDPOINT").asText())
        .startsWith("http://host.docker.internal:");
  }

  @Test
  void deletesFilesOfAnEarlierRun() throws IOException {
    var files = new RunFiles(folder);
    files.clear();
    files.write(api.api(), REQUESTS);
    assertThat(names())
        .containsExactlyInAnyOrder("demo.env", "requests.http", "sam-env.json", "lock");

    files.clear();

    assertThat(names()).containsExactly("lock");
  }

  @Test
  void keepsTheFilesOfAnActiveRun() throws IOException {
    var running = new RunFiles(folder);
    running.clear();
    running.write(api.api(), REQUESTS);

    var failing = new RunFiles(folder);
    failing.clear();
    failing.remove();

    assertThat(names()).contains("demo.env", "requests.http", "sam-env.json");
    running.remove();
    assertThat(names()).containsExactly("lock");
  }

  @Test
  void keepsTheFilesOfALaterRun() throws IOException {
    var earlier = new RunFiles(folder);
    earlier.clear();
    earlier.write(api.api(), REQUESTS);
    Files.writeString(folder.resolve("demo.env"), "BASE_URL=http://localhost:1/api/v1\n");

    earlier.remove();

    assertThat(folder.resolve("demo.env")).hasContent("BASE_URL=http://localhost:1/api/v1");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
