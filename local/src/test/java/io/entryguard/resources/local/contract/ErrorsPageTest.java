package io.entryguard.resources.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.local.template.RepositoryTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/errors.md has a section for every error in openapi.yaml, and for no other. */
final class ErrorsPageTest {
  private static final OpenApi API = OpenApi.read();
  private static final Pattern SECTION = Pattern.compile("(?m)^## (.+)$");
  private static final Pattern BLOCK = Pattern.compile("(?s)```json\n(.*?)```");

  private static String page = "";

  @BeforeAll
  static void readPage() throws IOException {
    page = Files.readString(RepositoryTemplate.HOME.resolve("docs/errors.md"));
  }

  static List<String> errors() {
    List<String> errors = new ArrayList<>();
    API.root().at("/components/schemas/ErrorCode/enum").forEach(each -> errors.add(each.asText()));
    return errors;
  }

  @Test
  void hasASectionForEveryErrorInTheContractsOrder() {
    assertThat(SECTION.matcher(page).results().map(found -> found.group(1)))
        .containsExactlyElementsOf(errors());
  }

  @ParameterizedTest
  @MethodSource("errors")
  void statesStatusCauseAndRemedy(String error) {
    List<String> paragraphs = List.of(section(error).strip().split("\n\n"));

    assertThat(paragraphs).hasSizeGreaterThanOrEqualTo(3);
    assertThat(paragraphs.get(0)).isEqualTo("**Status:** " + status(error));
    assertThat(paragraphs.get(1)).matches("(?s)\\*\\*Cause:\\*\\* .{20,}");
    assertThat(paragraphs.get(2)).matches("(?s)\\*\\*Cure:\\*\\* .{20,}");
  }

  private static String section(String error) {
    MatchResult heading =
        SECTION
            .matcher(page)
            .results()
            .filter(found -> found.group(1).equals(error))
            .findFirst()
            .orElseThrow();
    int end = page.indexOf("\n## ", heading.end());
    return page.substring(heading.end(), end < 0 ? page.length() : end);
  }

  /** Returns the status of the error in the contract. */
  private static String status(String error) {
    var statuses = new TreeSet<String>();
    for (OpenApi.Operation operation : API.operations()) {
      API.responses(operation.method(), operation.path())
          .forEach((status, response) -> {
            if (OpenApi.errors(response).contains(error)) {
              statuses.add(status);
            }
          });
    }
    API.responses("DELETE", "/resources")
        .forEach((status, response) -> {
          if (OpenApi.errors(response).contains(error)) {
            statuses.add(status);
          }
        });
    assertThat(statuses).hasSize(1);
    return statuses.first();
  }

  @Test
  void showsAConformingError() throws IOException {
    MatchResult block = BLOCK.matcher(page).results().findFirst().orElseThrow();

    JsonNode schema = Objects.requireNonNull(API.root().at("/components/schemas/ApiError"));
    assertThat(API.problems(schema, block.group(1))).isEmpty();
    assertThat(new ObjectMapper().readTree(block.group(1)).path("validationErrors")).isNotEmpty();
  }
}
