package io.entryguard.resources.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.entryguard.resources.local.command.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateReaderTest {
  @TempDir private Path folder;

  @Test
  void appliesParameters() {
    Template template =
        TemplateReader.read(
            RepositoryTemplate.HOME.resolve("template.yaml"),
            Map.of("DynamoDbEndpoint", "http://127.0.0.1:8000", "FreeResourceLimit", "5"));

    assertThat(template.function("CreateResourceFunction").environment())
        .isEqualTo(
            Map.of(
                "CORS_ORIGIN", "",
                "TABLE_NAME", "Table",
                "DYNAMODB_ENDPOINT", "http://127.0.0.1:8000",
                "FREE_RESOURCE_LIMIT", "5",
                "REQUESTS_PER_MINUTE", "600",
                "METRICS_NAMESPACE", "EntryGuard/" + LocalAws.STACK));
  }

  @Test
  void prefersAFunctionsOwnSettings() {
    Template template = RepositoryTemplate.read();

    assertThat(template.function("UnmatchedRouteFunction").timeout()).hasSeconds(5);
    assertThat(template.function("CreateResourceFunction").timeout()).hasSeconds(20);
  }

  @Test
  void rejectsAnUnknownParameter() {
    Path file = RepositoryTemplate.HOME.resolve("template.yaml");

    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> TemplateReader.read(file, Map.of("Elsewhere", "x")))
        .withMessage("template.yaml: Parameters: Elsewhere is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ReauthorizeEvery: 0                 | ReauthorizeEvery: 300          | Resources.Api.Properties.Auth.Authorizers.Caller.Identity: ReauthorizeEvery other than 0 is not understood
          FunctionPayloadType: REQUEST        | FunctionPayloadType: TOKEN     | Resources.Api.Properties.Auth.Authorizers.Caller: FunctionPayloadType other than REQUEST is not understood
          !Ref AuthorizerFunction.Alias       | !Ref Elsewhere.Alias           | Resources.Api.Properties.Auth.Authorizers.Caller.FunctionArn: names no function of this template
          !Ref AuthorizerFunction.Alias       | arn:aws:lambda:elsewhere       | Resources.Api.Properties.Auth.Authorizers.Caller.FunctionArn: names no function of this template
          ["*~1*"]                            | ["image~1png"]                 | Resources.Api.Properties: BinaryMediaTypes other than *~1* is not understood
          Tracing: Active                     | Tracing Active                 | is not YAML
          Type: AWS::Serverless::Api          | Type: AWS::Serverless::HttpApi | Resources.Api: resources of the type AWS::Serverless::HttpApi are not understood
          Authorizer: NONE                    | Authorizer: Other              | Resources.UnmatchedRouteFunction.Properties.Events.DeleteResources.Properties: an authorizer other than the API's own is not understood
          Type: Api                           | Type: SQS                      | Resources.CreateResourceFunction.Properties.Events.CreateResource: events of the type SQS are not understood
          Schedule: rate(7 days)              | Enabled: false                 | Resources.AuthorizerFunction.Properties.Events.Weekly.Properties: Enabled is not understood
          <<: *Weekly                         | <<: nothing                    | merges what is no map
          WAF_FILTERED:                       | WAF_BLOCKED:                   | Resources.Api.Properties.GatewayResponses: WAF_BLOCKED is not understood
          StatusCode: 413                     | StatusCode: many               | Resources.Api.Properties.GatewayResponses.REQUEST_TOO_LARGE.StatusCode: is no whole number
          TABLE_NAME: !Ref Table              | TABLE_NAME: !Ref Elsewhere     | Resources.AuthorizerFunction.Properties.Environment.Variables.TABLE_NAME: nothing is known here about Elsewhere
          TABLE_NAME: !Ref Table              | TABLE_NAME: !ImportValue Table | Resources.AuthorizerFunction.Properties.Environment.Variables.TABLE_NAME: !ImportValue is not understood in this form
          TABLE_NAME: !Ref Table              | TABLE_NAME: [a]                | Resources.AuthorizerFunction.Properties.Environment.Variables.TABLE_NAME: is no text
          source: [entryguard]                | source: [{prefix: entryguard}]  | Resources.ProvisionRule.Properties.EventPattern.source.0: is no text
          source: [entryguard]                | detail-type: [ApiKeyChanged]    | Resources.ProvisionRule.Properties.EventPattern: detail-type is not understood
          Id: ProvisionQueue                  | InputPath: $.detail             | Resources.ProvisionRule.Properties.Targets.0: InputPath is not understood
          BatchSize: 10                       | FilterCriteria: {}              | Resources.ProvisionMapping.Properties: FilterCriteria is not understood
          [ReportBatchItemFailures]           | []                              | Resources.ProvisionMapping.Properties: FunctionResponseTypes other than ReportBatchItemFailures is not understood
          EventSourceArn: !GetAtt ProvisionQueue.Arn | EventSourceArn: !GetAtt Other.Arn | Resources.ProvisionMapping.Properties.EventSourceArn: a source other than ProvisionQueue is not understood
          EventSourceArn: !GetAtt ProvisionQueue.Arn | EventSourceArn: arn:aws:sqs       | Resources.ProvisionMapping.Properties.EventSourceArn: is the ARN of no resource of this template
          !Ref ProvisionFunction.Alias        | !Ref Elsewhere.Alias            | Resources.ProvisionMapping.Properties.FunctionName: names no function of this template
          EventSourceArn: !GetAtt Table.StreamArn    | EventSourceArn: !GetAtt Other.StreamArn | Resources.PublishChangesMapping.Properties.EventSourceArn: a stream other than that of Table is not understood
          EventSourceArn: !GetAtt Table.StreamArn    | EventSourceArn: !GetAtt ProvisionQueue.Arn | Resources: there must be one AWS::Lambda::EventSourceMapping of a queue, not 2
          StartingPosition: TRIM_HORIZON      | StartingPosition: LATEST        | Resources.PublishChangesMapping.Properties: StartingPosition other than TRIM_HORIZON is not understood
          BatchSize: 100                      | TumblingWindowInSeconds: 5      | Resources.PublishChangesMapping.Properties: TumblingWindowInSeconds is not understood
          Pattern: '{"eventName":["INSERT","REMOVE"],  | Pattern: '{"eventName":[{"anything-but":"REMOVE"}], | Resources.PublishChangesMapping.Properties.FilterCriteria.Filters.0.Pattern: only text and prefixes are understood in a pattern
          Pattern: '{"eventName":["INSERT","REMOVE"],  | Pattern: '{"eventName":[],               | Resources.PublishChangesMapping.Properties.FilterCriteria.Filters.0.Pattern: only text and prefixes are understood in a pattern
          Pattern: '{"eventName":["INSERT","REMOVE"],  | Pattern: '{"eventName":["INSERT",        | Resources.PublishChangesMapping.Properties.FilterCriteria.Filters.0.Pattern: is not JSON
          !Ref PublishChangesFunction.Alias   | !Ref Elsewhere.Alias            | Resources.PublishChangesMapping.Properties.FunctionName: names no function of this template
          StreamViewType: NEW_IMAGE           | ResourcePolicy: {}              | Resources.Table.Properties.StreamSpecification: ResourcePolicy is not understood
          Type: AWS::Events::EventBus         | Type: AWS::Events::Archive      | Resources.EventBus: resources of the type AWS::Events::Archive are not understood
          Description: Who is calling.        | Layers: []                     | Resources.AuthorizerFunction.Properties: Layers is not understood
          Role: !GetAtt AuthorizerRole.Arn    | VpcConfig: {}                  | Resources.AuthorizerFunction.Properties: VpcConfig is not understood
          Tracing: Active                     | Layers: []                     | Globals.Function: Layers is not understood
          Tracing: Active                     | Environment: {}                | Globals.Function: Environment is not understood
          Globals:                            | Globals: {Api: {}, Function: {}}\\nElse: | Else is not understood
          Description: EntryGuard             | Mappings: {}\\nDescription: EntryGuard | Mappings is not understood
          BillingMode: PAY_PER_REQUEST        | GlobalSecondaryIndexes: []     | Resources.Table.Properties: GlobalSecondaryIndexes is not understood
          Type: AWS::Serverless::Api          | Type: AWS::Serverless::Api\\n    Condition: HasDomain | Resources: there must be one AWS::Serverless::Api, not 0
          Type: AWS::Serverless::Api          | Type: AWS::Serverless::Api\\n    Condition: Elsewhere | Conditions: Elsewhere is missing
          Type: AWS::Serverless::Api          | Type: AWS::Serverless::Api\\n    CreationPolicy: {} | Resources.Api: CreationPolicy is not understood
          """)
  void rejectsUnsupportedContentAndSaysWhere(String understood, String changed, String problem)
      throws IOException {
    String text = RepositoryTemplate.text();
    assertThat(text).contains(understood);
    Path file =
        Files.writeString(
            folder.resolve("template.yaml"),
            text.replaceFirst(
                Pattern.quote(understood), Matcher.quoteReplacement(changed.replace("\\n", "\n"))));

    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> TemplateReader.read(file, Map.of()))
        .withMessageStartingWith("template.yaml: ")
        .withMessageContaining(problem);
  }

  @Test
  void rejectsATemplateThatLacksAGatewayResponse() throws IOException {
    String text = RepositoryTemplate.text();
    Path file =
        Files.writeString(
            folder.resolve("template.yaml"),
            text.replaceFirst("(?s) {8}WAF_FILTERED:.*?\n\n", "\n"));

    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> TemplateReader.read(file, Map.of()))
        .withMessage(
            "template.yaml: Resources.Api.Properties.GatewayResponses: WAF_FILTERED is missing");
  }

  @Test
  void reportsAnUnreadableTemplate() {
    Path file = folder.resolve("nowhere.yaml");

    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(() -> TemplateReader.read(file, Map.of()))
        .withMessageContaining("cannot be read");
  }
}
