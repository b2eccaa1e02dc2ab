package io.entryguard.resources.local.template;

import static io.entryguard.resources.local.template.RepositoryTemplate.properties;
import static io.entryguard.resources.local.template.RepositoryTemplate.resources;
import static io.entryguard.resources.local.template.RepositoryTemplate.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Roles allow nothing beyond what functions need. PermissionsTest compares the permissions on
 * table, keyring and bus with the functions' calls.
 */
class RolesTemplateTest {
  private static final Template TEMPLATE = RepositoryTemplate.read();
  private static final List<String> FUNCTIONS = List.copyOf(TEMPLATE.functions().keySet());

  private static Stream<Map.Entry<String, Section>> policies() {
    return Stream.concat(
        resources("AWS::IAM::Role").entrySet().stream()
            .filter(role -> role.getValue().get("Properties").optional("Policies").isPresent())
            .map(role ->
                Map.entry(
                    role.getKey(),
                    role.getValue()
                        .get("Properties")
                        .get("Policies")
                        .items()
                        .getFirst()
                        .get("PolicyDocument"))),
        resources("AWS::IAM::Policy").entrySet().stream()
            .map(policy ->
                Map.entry(
                    policy.getKey(), policy.getValue().get("Properties").get("PolicyDocument"))));
  }

  @Test
  void givesEachFunctionItsOwnRoleForLambdaOnly() {
    Set<String> roles = new HashSet<>();
    for (String function : FUNCTIONS) {
      String role = FunctionRole.of(function).name();
      assertThat(roles.add(role)).as(role).isTrue();
      Section trust =
          properties(role).get("AssumeRolePolicyDocument").get("Statement").items().getFirst();
      assertThat(trust.get("Principal").get("Service").text()).isEqualTo("lambda.amazonaws.com");
      assertThat(properties(role).optional("ManagedPolicyArns")).isEmpty();
    }
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void allowsAFunctionToWriteOnlyItsOwnLog(String function) {
    FunctionRole role = FunctionRole.of(function);

    assertThat(role.permissionsOn(function + "LogGroup"))
        .extracting(FunctionRole.Permission::action)
        .containsExactlyInAnyOrder("logs:CreateLogStream", "logs:PutLogEvents");
    assertThat(role.statements())
        .filteredOn(statement -> statement.get("Resource").text().endsWith("LogGroup"))
        .hasSize(1);
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void allowsAFunctionToWriteTraces(String function) {
    assertThat(FunctionRole.of(function).permissionsOn("*"))
        .extracting(FunctionRole.Permission::action)
        .contains("xray:PutTraceSegments", "xray:PutTelemetryRecords")
        // The statement with which Lambda reads a stream on the function's behalf.
        .isSubsetOf("xray:PutTraceSegments", "xray:PutTelemetryRecords", "dynamodb:ListStreams")
        .hasSize(function.equals("PublishChangesFunction") ? 3 : 2);
  }

  @ParameterizedTest
  @MethodSource("roles")
  void hasAPermissionsBoundaryIfConfigured(String role) {
    String boundary = "arn:aws:iam::123456789012:policy/boundary";

    assertThat(properties(role).optional("PermissionsBoundary")).isEmpty();
    assertThat(
            properties(role, Map.of("PermissionsBoundaryArn", boundary))
                .get("PermissionsBoundary")
                .text())
        .isEqualTo(boundary);
  }

  private static Set<String> roles() {
    return resources("AWS::IAM::Role").keySet();
  }

  /**
   * The actions that Lambda needs on a function's behalf.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">for
   *     queues</a> and <a
   *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html">for
   *     streams</a>
   */
  @ParameterizedTest
  @CsvSource({
    "ProvisionFunction,      ProvisionQueue,"
        + " sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes",
    "PublishChangesFunction, Table.StreamArn,"
        + " dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator",
    "PublishChangesFunction, PublishChangesDeadLetterQueue, sqs:SendMessage"
  })
  void allowsLambdaToReadTheFunctionsEventSource(String function, String source, String actions) {
    assertThat(FunctionRole.of(function).permissionsOn(source))
        .extracting(FunctionRole.Permission::action)
        .containsExactlyInAnyOrder(actions.split(" "));
  }

  /** PermissionsTest covers the table, the keyring and the bus. */
  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void allowsAFunctionNothingElse(String function) {
    assertThat(FunctionRole.of(function).statements())
        .extracting(FunctionRole::resource)
        .isSubsetOf(
            "*",
            function + "LogGroup",
            "EventBus",
            "Keyring",
            "ProvisionQueue",
            "PublishChangesDeadLetterQueue",
            "Table",
            "Table.StreamArn");
  }

  @ParameterizedTest
  @MethodSource("policies")
  void namesActionsAndResources(Map.Entry<String, Section> policy) {
    assertThat(policy.getValue().get("Statement").items())
        .isNotEmpty()
        .allSatisfy(statement -> {
          statement.withOnly(Set.of("Action", "Condition", "Effect", "Resource"));
          assertThat(statement.get("Effect").text()).isEqualTo("Allow");
          assertThat(texts(statement.get("Action")))
              .isNotEmpty()
              .allMatch(action -> action.matches("[a-z]+:[A-Za-z]+"));
        });
  }

  /** The line before a wildcard resource states its reason. */
  @Test
  void statesAReasonForEveryWildcardResource() {
    List<String> lines = RepositoryTemplate.text().lines().map(String::strip).toList();
    Set<Integer> all = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches("(- |Resource: |Action: )[\"'\\[]*\\*[\"'\\]]*")) {
        all.add(i);
      }
    }

    assertThat(all)
        .isNotEmpty()
        .allSatisfy(line -> assertThat(lines.get(line - 1)).startsWith("# "));
  }
}
