package io.entryguard.resources.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.entryguard.resources.local.template.RepositoryTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * requests.http has a valid request for each operation of openapi.yaml that a person would send.
 */
final class RequestsFileTest {
  private static final OpenApi API = OpenApi.read();

  private static final Pattern REQUEST =
      Pattern.compile(
          """
          (?m)^### .+
          # @name (\\w+)
          ([A-Z]+) \\{\\{BASE_URL}}(\\S+)
          ((?:[\\w-]+: .+\\n)+)(?:\\n(\\{\\n(?:.+\\n)+))?\
          """);

  private static final Pattern DEFINITION = Pattern.compile("(?m)^@(\\w+) = (.+)$");
  private static final Pattern PARAMETER = Pattern.compile("[?&]([^=]+)=([^&]+)");

  record Sent(String name, String method, String target, Map<String, String> headers, String body) {
    String path() {
      return target.replaceAll("\\?.*", "").replace("{{id}}", "{id}");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Sent> requests() throws IOException {
    return REQUEST.matcher(file()).results().map(RequestsFileTest::sent).toList();
  }

  private static String file() throws IOException {
    return Files.readString(RepositoryTemplate.HOME.resolve("requests.http"));
  }

  private static Sent sent(MatchResult request) {
    Map<String, String> headers = new TreeMap<>();
    request
        .group(4)
        .lines()
        .forEach(line -> {
          int colon = line.indexOf(": ");
          headers.put(line.substring(0, colon), line.substring(colon + 2));
        });
    String body = request.group(5) == null ? "" : request.group(5);
    return new Sent(request.group(1), request.group(2), request.group(3), headers, body);
  }

  @Test
  void hasARequestForEachOperationExceptPreflights() throws IOException {
    assertThat(requests().stream().map(Sent::name))
        .containsExactlyInAnyOrderElementsOf(
            API.operations().stream()
                .filter(operation -> !operation.method().equals("OPTIONS"))
                .map(operation -> operation.node().path("operationId").textValue())
                .toList());
    assertThat(file().lines().filter(line -> line.startsWith("# @name ")))
        .hasSameSizeAs(requests());
  }

  @Test
  void definesTheVariablesThatItUses() throws IOException {
    var defined = new TreeSet<String>();
    DEFINITION.matcher(file()).results().forEach(found -> defined.add(found.group(1)));
    var used = new TreeSet<String>();
    Pattern.compile("\\{\\{(\\w+)}}")
        .matcher(file())
        .results()
        .forEach(found -> used.add(found.group(1)));

    assertThat(defined).isEqualTo(used);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void isAsTheContractSays(Sent request) throws IOException {
    JsonNode operation = operation(request);

    assertThat(request.path()).isEqualTo(path(operation));
    assertThat(request.headers()).containsKey("Authorization");
    for (MatchResult each : PARAMETER.matcher(request.target()).results().toList()) {
      assertValid(operation, "query", each.group(1), each.group(2));
    }
    for (Map.Entry<String, String> each : request.headers().entrySet()) {
      if (!each.getKey().matches("Authorization|Content-Type")) {
        assertValid(operation, "header", each.getKey(), each.getValue());
      }
    }
    assertThat(request.body().isEmpty()).isEqualTo(operation.path("requestBody").isMissingNode());
    if (!request.body().isEmpty()) {
      assertThat(request.headers()).containsEntry("Content-Type", "application/json");
      JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
      assertThat(API.problems(schema, withValues(request.body()))).isEmpty();
    }
  }

  private static JsonNode operation(Sent request) {
    return API.operations().stream()
        .filter(each -> each.node().path("operationId").asText().equals(request.name()))
        .filter(each -> each.method().equals(request.method()))
        .map(OpenApi.Operation::node)
        .findFirst()
        .orElseThrow();
  }

  private static String path(JsonNode operation) {
    return API.operations().stream()
        .filter(each -> each.node().equals(operation))
        .map(OpenApi.Operation::path)
        .findFirst()
        .orElseThrow();
  }

  private static void assertValid(JsonNode operation, String in, String name, String value) {
    List<JsonNode> parameters = new ArrayList<>();
    Stream.of(
            operation.path("parameters"),
            API.root().path("paths").path(path(operation)).path("parameters"))
        .forEach(list -> list.forEach(each -> parameters.add(API.resolved(each))));
    JsonNode parameter =
        parameters.stream()
            .filter(each ->
                each.path("in").asText().equals(in) && each.path("name").asText().equals(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError("There is no parameter " + name));
    boolean number = API.resolved(parameter.path("schema")).path("type").asText().equals("integer");

    assertThat(API.problems(parameter.path("schema"), number ? value : '"' + value + '"'))
        .isEmpty();
  }

  private static String withValues(String body) throws IOException {
    String text = body;
    for (MatchResult each : DEFINITION.matcher(file()).results().toList()) {
      text = text.replace("{{" + each.group(1) + "}}", each.group(2));
    }
    return text;
  }
}
