package io.entryguard.resources.local.template;

import static io.entryguard.resources.local.template.RepositoryTemplate.properties;
import static io.entryguard.resources.local.template.RepositoryTemplate.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.function.authorizer.keyring.Keyring;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durability and protection of data. */
class DataTemplateTest {
  private static final Template TEMPLATE = RepositoryTemplate.read();
  private static final Map<String, Set<String>> MADE_BEFORE = dependencies();

  /**
   * A protected table cannot be deleted if the first deployment fails, and other APIs need the
   * account's logging role.
   */
  @ParameterizedTest
  @CsvSource({
    "Table,             Retain",
    "Keyring,           RetainExceptOnCreate",
    "GatewayLogAccount, Retain",
    "GatewayLogRole,    Retain",
    "EventBus,          RetainExceptOnCreate"
  })
  void keepsSharedResourcesWhenTheStackIsDeleted(String resource, String policy) {
    Section section = RepositoryTemplate.tree().get("Resources").get(resource);

    assertThat(section.get("DeletionPolicy").text()).isEqualTo(policy);
    assertThat(section.get("UpdateReplacePolicy").text()).isEqualTo("Retain");
  }

  @Test
  void limitsTheTablesThroughputIfConfigured() {
    assertThat(properties("Table").optional("OnDemandThroughput")).isEmpty();
    Section both =
        properties("Table", Map.of("TableReadMaximum", "2000", "TableWriteMaximum", "1000"))
            .get("OnDemandThroughput");
    assertThat(both.get("MaxReadRequestUnits").number()).isEqualTo(2000);
    assertThat(both.get("MaxWriteRequestUnits").number()).isEqualTo(1000);
    assertThat(
            properties("Table", Map.of("TableWriteMaximum", "1000"))
                .get("OnDemandThroughput")
                .sections())
        .containsOnlyKeys("MaxWriteRequestUnits");
  }

  /** The order is: roles, the key's grant, the table, its policies, functions. */
  @Test
  void allowsRolesToUseAKeyBeforeTheTableDoes() {
    Section resources = RepositoryTemplate.tree().get("Resources");

    assertThat(madeAfter("Table")).contains("TableKeyPolicy");
    assertThat(reachable("TableKeyPolicy", new HashSet<>())).doesNotContain("Table");
    assertThat(TEMPLATE.functions().keySet())
        .filteredOn(function -> TEMPLATE.function(function).environment().containsKey("TABLE_NAME"))
        .isNotEmpty()
        .allSatisfy(function ->
            assertThat(reachable(function, new HashSet<>())).contains("Table", "TableKeyPolicy"));
    assertThat(resources.sections().keySet())
        .allSatisfy(
            resource -> assertThat(reachable(resource, new HashSet<>())).doesNotContain(resource));
  }

  /** Returns the direct and indirect dependencies of a resource. */
  private static Set<String> reachable(String resource, Set<String> found) {
    for (String next : MADE_BEFORE.getOrDefault(resource, Set.of())) {
      if (found.add(next)) {
        reachable(next, found);
      }
    }
    return found;
  }

  /** Returns the direct dependencies of each resource. */
  private static Map<String, Set<String>> dependencies() {
    Set<String> resources = RepositoryTemplate.tree().get("Resources").sections().keySet();
    Map<String, Set<String>> before = new HashMap<>();
    for (String resource : resources) {
      Set<String> next = new HashSet<>(TreeReferences.at("Resources", resource, "Properties"));
      next.addAll(madeAfter(resource));
      RepositoryTemplate.raw("Resources", resource, "DependsOn")
          .ifPresent(other -> next.add(other.toString()));
      next.retainAll(resources);
      // SAM adds these to the deployment group, which is created after the version.
      next.removeAll(
          TreeReferences.at("Resources", resource, "Properties", "DeploymentPreference"));
      before.put(resource, next);
    }
    return before;
  }

  /**
   * A new key is added one deployment before the table uses it; an old one is kept until the table
   * no longer does.
   */
  @Test
  void allowsRolesToUseASecondKey() {
    String next = "arn:aws:kms:eu-central-1:123456789012:key/next";
    String now = "arn:aws:kms:eu-central-1:123456789012:key/now";

    assertThat(keysOf(Map.of("OtherTableKeyArn", next))).containsExactly(next);
    assertThat(keysOf(Map.of("TableKeyArn", now))).containsExactly(now);
    assertThat(keysOf(Map.of("TableKeyArn", now, "OtherTableKeyArn", next)))
        .containsExactly(now, next);
    assertThat(properties("Table", Map.of("OtherTableKeyArn", next)).optional("SSESpecification"))
        .isEmpty();
    assertThat(
            properties("Table", Map.of("TableKeyArn", now, "OtherTableKeyArn", next))
                .get("SSESpecification")
                .get("KMSMasterKeyId")
                .text())
        .isEqualTo(now);
  }

  private static List<String> keysOf(Map<String, String> parameters) {
    return texts(
        properties("TableKeyPolicy", parameters)
            .get("PolicyDocument")
            .get("Statement")
            .items()
            .getFirst()
            .get("Resource"));
  }

  /** Queues, logs and the keyring, whose users are allowed to use the key first. */
  @Test
  void encryptsOtherResourcesWithACustomerKeyIfConfigured() {
    String key = "arn:aws:kms:eu-central-1:123456789012:key/service";
    Map<String, String> given = Map.of("ServiceKeyArn", key);
    List<String> queues = List.copyOf(RepositoryTemplate.resources("AWS::SQS::Queue").keySet());

    assertThat(queues)
        .hasSize(3)
        .allSatisfy(queue -> {
          assertThat(properties(queue, given).get("KmsMasterKeyId").text()).isEqualTo(key);
          assertThat(properties(queue, given).optional("SqsManagedSseEnabled")).isEmpty();
          assertThat(madeAfter(queue)).contains("ServiceKeyPolicy");
        });
    assertThat(RepositoryTemplate.resources("AWS::Logs::LogGroup").keySet())
        .allSatisfy(group -> {
          assertThat(properties(group, given).get("KmsKeyId").text()).isEqualTo(key);
          assertThat(properties(group).optional("KmsKeyId")).isEmpty();
        });
    assertThat(properties("Keyring", given).get("KmsKeyId").text()).isEqualTo(key);
    assertThat(properties("Keyring").optional("KmsKeyId")).isEmpty();
    assertThat(madeAfter("Keyring")).contains("ServiceKeyPolicy");
    Section statement =
        properties("ServiceKeyPolicy", given)
            .get("PolicyDocument")
            .get("Statement")
            .items()
            .getFirst();
    assertThat(statement.get("Resource").text()).isEqualTo(key);
    assertThat(texts(statement.get("Action")))
        .containsExactlyInAnyOrder("kms:Decrypt", "kms:GenerateDataKey");
    assertThat(texts(properties("ServiceKeyPolicy").get("Roles")))
        .containsExactlyInAnyOrder("AuthorizerRole", "ProvisionRole", "PublishChangesRole");
  }

  /** References in metadata count as dependencies in CloudFormation. */
  private static Set<String> madeAfter(String resource) {
    return TreeReferences.at("Resources", resource, "Metadata", "MadeAfter");
  }

  @Test
  void protectsTheTableAndEnablesPointInTimeRecovery() {
    Section table = properties("Table");

    assertThat(table.get("DeletionProtectionEnabled").text()).isEqualTo("true");
    assertThat(
            table.get("PointInTimeRecoverySpecification").get("PointInTimeRecoveryEnabled").text())
        .isEqualTo("true");
    assertThat(table.get("BillingMode").text()).isEqualTo("PAY_PER_REQUEST");
  }

  @Test
  void hasTheKeysThatTheStoresExpect() {
    assertThat(TEMPLATE.table())
        .isEqualTo(
            new TableDefinition(
                "Table",
                Map.of("pk", "S", "sk", "S"),
                Map.of("pk", "HASH", "sk", "RANGE"),
                "ttl",
                "NEW_IMAGE"));
  }

  /** An imported resource is unchanged if the next template has the same properties. */
  @ParameterizedTest
  @ValueSource(strings = {"Table", "Keyring"})
  void isImportedAsInTheTemplate(String resource) throws IOException {
    // JSON is a subset of YAML.
    Object adopted =
        YamlTree.read(Files.readString(RepositoryTemplate.HOME.resolve("deploy/adopt.json")));

    for (String part : List.of("Properties", "DeletionPolicy", "UpdateReplacePolicy")) {
      assertThat(RepositoryTemplate.at(adopted, "Resources", resource, part))
          .isPresent()
          .isEqualTo(RepositoryTemplate.chosen("Resources", resource, part));
    }
  }

  /** DynamoDB uses the key on behalf of its caller. */
  @Test
  void allowsEveryFunctionOfTheTableToUseItsKey() {
    Section policy = properties("TableKeyPolicy");
    Set<String> roles =
        TEMPLATE.functions().values().stream()
            .map(function -> FunctionRole.of(function.name()))
            .filter(role ->
                role.statements().stream()
                    .map(statement -> statement.get("Resource").text())
                    .anyMatch(Set.of("Table", "Table.StreamArn")::contains))
            .map(FunctionRole::name)
            .collect(Collectors.toSet());

    assertThat(Set.copyOf(texts(policy.get("Roles")))).isEqualTo(roles);
    Section statement = policy.get("PolicyDocument").get("Statement").items().getFirst();
    assertThat(statement.get("Condition").get("StringEquals").get("kms:ViaService").text())
        .isEqualTo("dynamodb.eu-central-1.amazonaws.com");
    assertThat(
            RepositoryTemplate.tree()
                .get("Resources")
                .get("TableKeyPolicy")
                .get("Condition")
                .text())
        .isEqualTo("MayUseTableKey");
  }

  /** As Secrets Manager generates it: a password in a member of the JSON. */
  @Test
  void generatesAFirstKeyThatTheAuthorizerAccepts() throws IOException {
    Section generate = properties("Keyring").get("GenerateSecretString");
    var json = new ObjectMapper();
    JsonNode template = json.readTree(generate.get("SecretStringTemplate").text());
    String password = "q7Zt0LxV4mWc9KbE2hRy8NsJ5uGfD1aP3oXiT6vQkYpBwMzCeHrAgUnSjFlI0d7O";

    String secret =
        ((ObjectNode) template).put(generate.get("GenerateStringKey").text(), password).toString();

    assertThat(generate.get("PasswordLength").number()).isEqualTo(password.length());
    assertThat(generate.get("ExcludePunctuation").text()).isEqualTo("true");
    assertThat(generate.get("IncludeSpace").text()).isEqualTo("false");
    assertThatCode(() -> Keyring.parse(secret)).doesNotThrowAnyException();
  }
}
