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
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not get lost, and who may read it. */
class DataTemplateTest {
  private static final Template TEMPLATE = RepositoryTemplate.read();

  @ParameterizedTest
  @ValueSource(strings = {"Table", "Keyring"})
  void keepsTheDataWhenTheStackGoes(String resource) {
    Section section = RepositoryTemplate.tree().get("Resources").get(resource);

    assertThat(section.get("DeletionPolicy").text()).isEqualTo("Retain");
    assertThat(section.get("UpdateReplacePolicy").text()).isEqualTo("Retain");
  }

  @Test
  void letsNobodyDeleteTheTableByMistakeAndBringsBackAnySecondOfIt() {
    Section table = properties("Table");

    assertThat(table.get("DeletionProtectionEnabled").text()).isEqualTo("true");
    assertThat(
            table.get("PointInTimeRecoverySpecification").get("PointInTimeRecoveryEnabled").text())
        .isEqualTo("true");
    assertThat(table.get("BillingMode").text()).isEqualTo("PAY_PER_REQUEST");
  }

  @Test
  void keysTheTableAsTheStoresExpect() {
    assertThat(TEMPLATE.table())
        .isEqualTo(
            new TableDefinition(
                "Table",
                Map.of("pk", "S", "sk", "S"),
                Map.of("pk", "HASH", "sk", "RANGE"),
                "ttl",
                "NEW_IMAGE"));
  }

  /** DynamoDB uses a key in the name of whoever calls it. */
  @Test
  void letsEveryFunctionThatHasTheTableUseItsKey() {
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
        .isEqualTo("HasTableKey");
  }

  /** As Secrets Manager makes it: a password in a member of the text. */
  @Test
  void makesAFirstKeyThatTheAuthorizerTakes() throws IOException {
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
