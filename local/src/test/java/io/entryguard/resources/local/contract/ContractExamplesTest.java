package io.entryguard.resources.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.json.Golden;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples in openapi.yaml are valid and include the published samples. */
final class ContractExamplesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final OpenApi API = OpenApi.read();
  private static final String CONTENT = "/content/application~1json";

  /**
   * An example.
   *
   * @param place a JSON pointer
   */
  record Example(String place, JsonNode schema, JsonNode value) {
    @Override
    public String toString() {
      return place;
    }
  }

  static List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    collect("", API.root(), examples);
    return examples;
  }

  private static void collect(String place, JsonNode node, List<Example> examples) {
    node.path("examples")
        .properties()
        .forEach(example ->
            examples.add(
                new Example(
                    place + "/examples/" + example.getKey(),
                    node.path("schema"),
                    example.getValue().path("value"))));
    if (node.path("examples").isArray()) {
      node.path("examples")
          .forEach(value -> examples.add(new Example(place + "/examples", node, value)));
    }
    node.properties()
        .forEach(member ->
            collect(
                place + "/" + member.getKey().replace("~", "~0").replace("/", "~1"),
                member.getValue(),
                examples));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void matchTheirSchemas(Example example) {
    assertThat(example.schema().isObject()).isTrue();
    assertThat(API.problems(example.schema(), example.value().toString())).isEmpty();
  }

  @Test
  void existForEveryBody() {
    List<JsonNode> bodies = API.root().findValues("application/json");

    assertThat(bodies)
        .hasSizeGreaterThan(10)
        .allSatisfy(body -> assertThat(body.path("examples")).isNotEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "create-resource-request.json,  /paths/~1resources/post/requestBody",
    "create-resource-response.json, /paths/~1resources/post/responses/201",
    "list-resources-response.json,  /paths/~1resources/get/responses/200",
    "max-resources-reached.json,    /components/responses/CreateRefused"
  })
  void includeThePublishedSamples(String golden, String place) throws IOException {
    JsonNode page = JSON.readTree(Golden.text(golden));

    assertThat(API.root().at(place + CONTENT + "/examples").findValues("value")).contains(page);
  }

  /** The samples under "Config Object Examples" in the published documentation. */
  @Test
  void includeThePublishedConfigs() throws IOException {
    assertThat(API.root().at("/components/schemas/Config/examples"))
        .containsExactly(
            JSON.readTree("{\"port\": 443, \"protocol\": \"tcp\"}"),
            JSON.readTree("{\"ports\": [22, 80, 443], \"protocol\": \"tcp\"}"));
  }
}
