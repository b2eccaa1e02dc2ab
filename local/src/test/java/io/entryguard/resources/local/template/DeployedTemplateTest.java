package io.entryguard.resources.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DeployedTemplateTest {
  private static final Template TEMPLATE = RepositoryTemplate.read();
  private static final Section TREE = RepositoryTemplate.tree();

  private static Iterable<FunctionDefinition> functions() {
    return TEMPLATE.functions().values();
  }

  @Test
  void hasAFunctionForEachRouteTheAuthorizerTheQueueAndTheStream() {
    assertThat(TEMPLATE.functions().keySet())
        .containsExactlyInAnyOrder(
            "AuthorizerFunction",
            "CreateResourceFunction",
            "ListResourcesFunction",
            "ProvisionFunction",
            "PublishChangesFunction",
            "UnmatchedRouteFunction");
    assertThat(TEMPLATE.api().authorizer()).isEqualTo("AuthorizerFunction");
  }

  @Test
  void routesEverythingSoThatApiGatewayNeverAnswersAnUnknownPathItself() {
    assertThat(TEMPLATE.api().routes())
        .containsExactlyInAnyOrder(
            new Route("POST", "/v1/resources", "CreateResourceFunction", true),
            new Route("GET", "/v1/resources", "ListResourcesFunction", true),
            new Route("DELETE", "/v1/resources", "UnmatchedRouteFunction", false),
            new Route("HEAD", "/v1/resources", "UnmatchedRouteFunction", false),
            new Route("OPTIONS", "/v1/resources", "UnmatchedRouteFunction", false),
            new Route("PATCH", "/v1/resources", "UnmatchedRouteFunction", false),
            new Route("PUT", "/v1/resources", "UnmatchedRouteFunction", false),
            new Route("ANY", "/{proxy+}", "UnmatchedRouteFunction", false),
            new Route("ANY", "/", "UnmatchedRouteFunction", false));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void namesAHandlerThatItsZipHasWithBothPublicConstructors(FunctionDefinition function)
      throws Exception {
    try (var classes = classes(function)) {
      Class<?> handler = classes.loadClass(function.handler());

      List<List<Class<?>>> constructors = new ArrayList<>();
      for (Constructor<?> constructor : handler.getConstructors()) {
        constructors.add(List.of(constructor.getParameterTypes()));
      }
      assertThat(constructors).containsExactlyInAnyOrder(List.of(), List.of(Map.class));
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void deploysAZipThatNamesOneSerializer(FunctionDefinition function) throws IOException {
    try (var zip = new ZipFile(zipOf(function))) {
      ZipEntry service = zip.getEntry("META-INF/services/" + CustomPojoSerializer.class.getName());
      try (var reader =
          new BufferedReader(
              new InputStreamReader(zip.getInputStream(service), StandardCharsets.UTF_8))) {
        assertThat(reader.lines().filter(line -> !line.isBlank())).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AuthorizerFunction,     TABLE_NAME DYNAMODB_ENDPOINT KEYRING_SECRET_ID"
        + " SECRETS_MANAGER_ENDPOINT TOKEN_ISSUER TOKEN_AUDIENCE TOKEN_ORGANIZATION_CLAIM"
        + " TOKEN_ROLES_CLAIM",
    "CreateResourceFunction, TABLE_NAME DYNAMODB_ENDPOINT FREE_RESOURCE_LIMIT",
    "ListResourcesFunction,  TABLE_NAME DYNAMODB_ENDPOINT",
    "ProvisionFunction,      TABLE_NAME DYNAMODB_ENDPOINT FREE_RESOURCE_LIMIT MAX_RECEIVE_COUNT",
    "PublishChangesFunction, EVENT_BUS_NAME EVENT_BRIDGE_ENDPOINT",
    "UnmatchedRouteFunction, ''"
  })
  void setsTheVariablesThatAFunctionReadsAndNoOther(String function, String variables) {
    assertThat(TEMPLATE.function(function).environment().keySet()).isEqualTo(words(variables));
  }

  @Test
  void setsTheVariablesToWhatTheServiceExpectsByDefault() {
    assertThat(TEMPLATE.function("AuthorizerFunction").environment())
        .containsEntry("TOKEN_ISSUER", "entryguard")
        .containsEntry("TOKEN_AUDIENCE", "entryguard-api")
        .containsEntry("TOKEN_ORGANIZATION_CLAIM", "organizationId")
        .containsEntry("TOKEN_ROLES_CLAIM", "roles")
        .containsEntry("DYNAMODB_ENDPOINT", "")
        .containsEntry("SECRETS_MANAGER_ENDPOINT", "")
        .containsEntry("KEYRING_SECRET_ID", TEMPLATE.keyringSecretId());
    assertThat(TEMPLATE.function("PublishChangesFunction").environment())
        .containsEntry("EVENT_BUS_NAME", TEMPLATE.events().bus())
        .containsEntry("EVENT_BRIDGE_ENDPOINT", "");
    for (String function : List.of("CreateResourceFunction", "ProvisionFunction")) {
      assertThat(TEMPLATE.function(function).environment())
          .containsEntry("FREE_RESOURCE_LIMIT", "3");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AuthorizerFunction,     Table,   dynamodb:GetItem",
    "AuthorizerFunction,     Keyring, secretsmanager:GetSecretValue",
    "CreateResourceFunction, Table,   dynamodb:BatchGetItem dynamodb:PutItem"
        + " dynamodb:UpdateItem dynamodb:ConditionCheckItem",
    "ListResourcesFunction,  Table,   dynamodb:Query",
    "ProvisionFunction,      Table,   dynamodb:BatchGetItem dynamodb:GetItem dynamodb:PutItem"
        + " dynamodb:UpdateItem dynamodb:DeleteItem dynamodb:ConditionCheckItem",
    "ProvisionFunction,      ProvisionQueue, sqs:ReceiveMessage sqs:DeleteMessage"
        + " sqs:GetQueueAttributes",
    "PublishChangesFunction, EventBus, events:PutEvents",
    "PublishChangesFunction, Table.StreamArn, dynamodb:DescribeStream dynamodb:GetRecords"
        + " dynamodb:GetShardIterator",
    "PublishChangesFunction, PublishChangesDeadLetterQueue, sqs:SendMessage"
  })
  void allowsAFunctionTheCallsItMakes(String function, String resource, String actions) {
    Set<String> allowed = new TreeSet<>();
    for (Section statement : statements(function)) {
      if (statement.get("Resource").text().equals(resource)) {
        statement.get("Action").items().forEach(action -> allowed.add(action.text()));
      }
    }

    assertThat(allowed).isEqualTo(words(actions));
  }

  @ParameterizedTest
  @CsvSource({
    "AuthorizerFunction, 2",
    "CreateResourceFunction, 1",
    "ListResourcesFunction, 1",
    "ProvisionFunction, 2",
    "PublishChangesFunction, 3",
    "UnmatchedRouteFunction, 0"
  })
  void allowsAFunctionNothingElse(String function, int statements) {
    assertThat(statements(function))
        .hasSize(statements)
        .allSatisfy(
            statement -> statement.withOnly(Set.of("Action", "Condition", "Effect", "Resource")));
  }

  @ParameterizedTest
  @EnumSource
  void answersInTheOneErrorShapeWhateverApiGatewayAnswersItself(GatewayResponseType type)
      throws IOException {
    JsonNode body = new ObjectMapper().readTree(response(type).body());

    assertThat((Iterable<String>) body::fieldNames)
        .containsExactly("error", "message", "timestamp");
    assertThat(body.path("message").asText()).isNotBlank();
    assertThat(body.path("timestamp").asText())
        .isEqualTo(
            type == GatewayResponseType.ACCESS_DENIED
                ? "$context.authorizer.timestamp"
                : "$context.requestTime");
  }

  @ParameterizedTest
  @EnumSource
  void setsTheHeadersOfEveryAnswerOnApiGatewaysOwnToo(GatewayResponseType type) {
    assertThat(response(type).headers())
        .containsEntry("Content-Type", "'application/json'")
        .containsEntry("X-Request-Id", "context.requestId")
        .containsEntry("Cache-Control", "'no-store'")
        .containsEntry("X-Content-Type-Options", "'nosniff'");
  }

  @ParameterizedTest
  @CsvSource({
    "ACCESS_DENIED,                  401, UNAUTHORIZED",
    "API_CONFIGURATION_ERROR,        500, INTERNAL_ERROR",
    "AUTHORIZER_CONFIGURATION_ERROR, 500, INTERNAL_ERROR",
    "AUTHORIZER_FAILURE,             500, INTERNAL_ERROR",
    "BAD_REQUEST_BODY,               400, VALIDATION_ERROR",
    "BAD_REQUEST_PARAMETERS,         400, VALIDATION_ERROR",
    "DEFAULT_4XX,                    400, VALIDATION_ERROR",
    "DEFAULT_5XX,                    500, INTERNAL_ERROR",
    "EXPIRED_TOKEN,                  401, UNAUTHORIZED",
    "INTEGRATION_FAILURE,            500, INTERNAL_ERROR",
    "INTEGRATION_TIMEOUT,            504, GATEWAY_TIMEOUT",
    "INVALID_API_KEY,                401, UNAUTHORIZED",
    "INVALID_SIGNATURE,              401, UNAUTHORIZED",
    "MISSING_AUTHENTICATION_TOKEN,   404, NOT_FOUND",
    "QUOTA_EXCEEDED,                 429, RATE_LIMIT_EXCEEDED",
    "REQUEST_TOO_LARGE,              413, PAYLOAD_TOO_LARGE",
    "RESOURCE_NOT_FOUND,             404, NOT_FOUND",
    "THROTTLED,                      429, RATE_LIMIT_EXCEEDED",
    "UNAUTHORIZED,                   401, UNAUTHORIZED",
    "UNSUPPORTED_MEDIA_TYPE,         415, UNSUPPORTED_MEDIA_TYPE",
    "WAF_FILTERED,                   403, FORBIDDEN"
  })
  void givesEveryAnswerOfApiGatewayItsStatusAndCode(
      GatewayResponseType type, int status, String error) {
    assertThat(response(type).status()).isEqualTo(status);
    assertThat(response(type).body()).startsWith("{\"error\":\"" + error + "\",");
    assertThat(response(type).headers().containsKey("WWW-Authenticate")).isEqualTo(status == 401);
    assertThat(response(type).headers().containsKey("Retry-After")).isEqualTo(status == 429);
  }

  @Test
  void keepsTheDataWhenTheStackGoes() {
    for (String resource : List.of("Table", "Keyring")) {
      Section section = TREE.get("Resources").get(resource);
      assertThat(section.get("DeletionPolicy").text()).isEqualTo("Retain");
      assertThat(section.get("UpdateReplacePolicy").text()).isEqualTo("Retain");
    }
    assertThat(
            TREE.get("Resources")
                .get("Table")
                .get("Properties")
                .get("DeletionProtectionEnabled")
                .text())
        .isEqualTo("true");
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

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : new TreeSet<>(List.of(text.split(" ")));
  }

  private static GatewayResponse response(GatewayResponseType type) {
    GatewayResponse response = TEMPLATE.api().responses().get(type);
    assertThat(response).isNotNull();
    return Objects.requireNonNull(response);
  }

  private static List<Section> statements(String function) {
    return TREE.get("Resources")
        .get(function)
        .get("Properties")
        .optional("Policies")
        .map(policies -> policies.items().getFirst().get("Statement").items())
        .orElse(List.of());
  }

  private static String zipOf(FunctionDefinition function) {
    return RepositoryTemplate.HOME.resolve(function.zip()).toString();
  }

  /** A zip's own classes, with this program's libraries in place of those under lib/. */
  private static URLClassLoader classes(FunctionDefinition function) throws IOException {
    return new URLClassLoader(
        new URL[] {RepositoryTemplate.HOME.resolve(function.zip()).toUri().toURL()},
        DeployedTemplateTest.class.getClassLoader());
  }
}
