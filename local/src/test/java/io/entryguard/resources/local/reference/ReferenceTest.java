package io.entryguard.resources.local.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.local.command.CommandException;
import io.entryguard.resources.local.template.RepositoryTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** {@code src="reference/page.js"}. */
  private static final Pattern ADDRESS = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

  @TempDir private Path folder;

  @Test
  void servesEachFileOfThePage() {
    Reference reference =
        Reference.read(RepositoryTemplate.HOME.resolve("openapi.yaml"), "/api/v1", "a-token");

    List<String> addresses =
        ADDRESS.matcher(text(reference, "/")).results().map(found -> found.group(1)).toList();

    assertThat(addresses)
        .contains("reference/page.js", "reference/swagger-ui.js", "openapi.json")
        .allSatisfy(address -> assertThat(reference.page("/" + address)).isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "/,                        text/html; charset=utf-8",
    "/openapi.json,            application/json",
    "/reference/demo.json,     application/json",
    "/reference/page.css,      text/css; charset=utf-8",
    "/reference/page.js,       text/javascript; charset=utf-8",
    "/reference/icon.svg,      image/svg+xml",
    "/reference/swagger-ui.css, text/css; charset=utf-8",
    "/reference/swagger-ui.js, text/javascript; charset=utf-8"
  })
  void setsTheContentTypeOfEachFile(String path, String contentType) throws IOException {
    Reference.Page page = reference(contract("")).page(path).orElseThrow();

    assertThat(page.contentType()).isEqualTo(contentType);
    assertThat(page.content()).isNotEmpty();
  }

  @Test
  void servesNothingElse() throws IOException {
    Reference reference = reference(contract(""));

    assertThat(List.of("/reference", "/reference/", "/reference/index.html", "/openapi.yaml", "//"))
        .allSatisfy(path -> assertThat(reference.page(path)).isEmpty());
  }

  @Test
  void servesTheContractWithTheLocalApi() throws IOException {
    Reference reference = reference(contract("servers:\n  - url: https://api.example.com/v1"));

    assertThat(JSON.readTree(text(reference, "/openapi.json")))
        .isEqualTo(
            JSON.readTree(
                """
                {"openapi": "3.1.0", "info": {"version": "1.0"},
                 "components": {"securitySchemes": {
                   "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
                   "token": {"type": "http", "scheme": "bearer"}}},
                 "servers": [{"url": "/api/v1", "description": "This machine"}]}
                """));
  }

  /** Swagger UI would fill in the idempotency key, and a second create would be a replay. */
  @Test
  void omitsOnlyTheExamplesOfParameters() throws IOException {
    Reference reference =
        reference(
            contract(
                """
                paths:
                  /things:
                    post:
                      parameters:
                        - {name: Key, in: header, example: a, schema: {type: string, examples: [a]}}
                        - {name: cursor, in: query, examples: {one: {value: b}}}
                      requestBody: {content: {application/json: {examples: {one: {value: {}}}}}}
                """));

    JsonNode post =
        JSON.readTree(text(reference, "/openapi.json")).path("paths").path("/things").path("post");
    assertThat(post)
        .isEqualTo(
            JSON.readTree(
                """
                {"parameters": [{"name": "Key", "in": "header", "schema": {"type": "string"}},
                                {"name": "cursor", "in": "query"}],
                 "requestBody": {"content": {"application/json": {"examples": {"one": {"value": {}}}}}}}
                """));
  }

  @Test
  void namesTheBearerScheme() throws IOException {
    assertThat(JSON.readTree(text(reference(contract("")), "/reference/demo.json")))
        .isEqualTo(JSON.readTree("{\"scheme\": \"token\", \"token\": \"a-token\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "components: {} | openapi.yaml has no security scheme that takes a bearer token",
        "[]             | openapi.yaml is no object",
        "''             | openapi.yaml is no object",
        "a: {           | openapi.yaml is not YAML: "
      })
  void reportsAMalformedContract(String yaml, String problem) throws IOException {
    Path file = Files.writeString(folder.resolve("openapi.yaml"), yaml);

    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> reference(file))
        .extracting(CommandException::getMessage)
        .asString()
        .startsWith(problem);
  }

  @Test
  void reportsAMissingContract() {
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> reference(folder.resolve("openapi.yaml")))
        .withMessage("openapi.yaml cannot be read.");
  }

  private Path contract(String more) throws IOException {
    return Files.writeString(
        folder.resolve("openapi.yaml"),
        """
        openapi: 3.1.0
        info:
          version: "1.0"
        components:
          securitySchemes:
            key: {type: apiKey, in: header, name: X-API-Key}
            token: {type: http, scheme: bearer}
        """
            + more);
  }

  private static Reference reference(Path contract) {
    return Reference.read(contract, "/api/v1", "a-token");
  }

  private static String text(Reference reference, String path) {
    return reference.page(path).orElseThrow().content();
  }
}
