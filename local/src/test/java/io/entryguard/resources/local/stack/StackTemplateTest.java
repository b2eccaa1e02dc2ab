package io.entryguard.resources.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.local.template.RepositoryTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of template.yaml that is created on LocalStack; needs no Docker. */
class StackTemplateTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EventBus",
        "ProvisionRule",
        "ProvisionQueue",
        "ProvisionDeadLetterQueue",
        "ProvisionQueuePolicy",
        "ProvisionDeadLetterAlarm",
        "AlarmTopic",
        "AlarmTopicPolicy",
        "Table",
        "Keyring"
      })
  void keepsResourcesOfEventsAndFunctionsUnchanged(String resource) throws IOException {
    JsonNode whole = YamlJson.read(repository()).at("/Resources/" + resource);
    JsonNode kept = template(repository()).at("/Resources/" + resource);
    withoutStream(whole);

    assertThat(kept).isNotEmpty().isEqualTo(whole);
  }

  @Test
  void omitsUnsupportedResourcesAndReferencesToThem() throws IOException {
    Map<String, String> leftOut = StackTemplate.of(repository()).leftOut();

    assertThat(leftOut)
        .containsKeys("Api", "ProvisionFunction", "ProvisionMapping")
        .allSatisfy((name, reason) -> assertThat(reason).endsWith("."));
    assertThat(template(repository()).path("Resources"))
        .allSatisfy(resource ->
            assertThat(StackTemplate.WITHOUT).doesNotContainKey(resource.path("Type").asText()));
  }

  @Test
  void addsAFunctionsEnvironmentAsOutputs() throws IOException {
    assertThat(template(repository()).at("/Outputs/ProvisionFunctionTABLENAME/Value"))
        .isEqualTo(JSON.readTree("{\"Ref\":\"Table\"}"));
  }

  @Test
  void followsReferencesInEveryForm() throws IOException {
    String yaml =
        """
        Resources:
          Function: {Type: AWS::Serverless::Function}
          ByRef: {Type: A, Properties: {X: [!Ref Function]}}
          ByAttribute: {Type: A, Properties: {X: !GetAtt Function.Arn}}
          ByText: {Type: A, Properties: {X: !Sub "x-${Function.Alias}"}}
          ByOrder: {Type: A, DependsOn: [ByText]}
          Other: {Type: A, Properties: {X: !Sub "${!Function}", Y: 3, Z: true}}
          Table: {Type: AWS::DynamoDB::Table, Properties: {StreamSpecification: {}, Name: t}}
          Reader: {Type: A, Properties: {X: !GetAtt Table.StreamArn}}
        Outputs:
          Gone: {Value: !Ref ByOrder}
          Kept: {Value: !GetAtt Table.Arn}
        """;

    assertThat(template(yaml))
        .isEqualTo(
            JSON.readTree(
                """
                {"Resources": {
                   "Other": {"Type":"A","Properties":{"X":{"Fn::Sub":"${!Function}"},"Y":3,"Z":true}},
                   "Table": {"Type":"AWS::DynamoDB::Table","Properties":{"Name":"t"}}},
                 "Outputs": {"Kept": {"Value": {"Fn::GetAtt": ["Table", "Arn"]}}}}
                """));
    assertThat(StackTemplate.of(yaml).leftOut()).containsEntry("ByOrder", "It refers to ByText.");
  }

  private static void withoutStream(JsonNode resource) {
    if (resource.path("Properties") instanceof ObjectNode properties) {
      properties.remove("StreamSpecification");
    }
  }

  private static JsonNode template(String yaml) throws IOException {
    return JSON.readTree(StackTemplate.of(yaml).json());
  }

  private static String repository() throws IOException {
    return Files.readString(RepositoryTemplate.HOME.resolve("template.yaml"));
  }
}
