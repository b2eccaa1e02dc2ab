package io.entryguard.resources.local.template;

import static io.entryguard.resources.local.template.RepositoryTemplate.properties;
import static io.entryguard.resources.local.template.RepositoryTemplate.resources;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The deployment and configuration of each function. */
class FunctionsTemplateTest {
  private static final Template TEMPLATE = RepositoryTemplate.read();
  private static final List<FunctionDefinition> FUNCTIONS =
      List.copyOf(TEMPLATE.functions().values());

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void namesAHandlerInItsZipWithBothPublicConstructors(FunctionDefinition function)
      throws Exception {
    try (var classes = classes(function)) {
      Class<?> handler = classes.loadClass(function.handler());

      List<List<Class<?>>> constructors = new ArrayList<>();
      for (Constructor<?> constructor : handler.getConstructors()) {
        constructors.add(List.of(constructor.getParameterTypes()));
      }
      assertThat(constructors).containsExactlyInAnyOrder(List.of(), List.of(Map.class));
      assertThat(handler).isAssignableTo(RequestHandler.class).isPublic().isFinal();
    }
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void deploysAZipWithOneSerializer(FunctionDefinition function) throws IOException {
    try (var zip = new ZipFile(RepositoryTemplate.HOME.resolve(function.zip()).toFile())) {
      ZipEntry service = zip.getEntry("META-INF/services/" + CustomPojoSerializer.class.getName());
      try (var reader =
          new BufferedReader(
              new InputStreamReader(zip.getInputStream(service), StandardCharsets.UTF_8))) {
        assertThat(reader.lines().filter(line -> !line.isBlank())).hasSize(1);
      }
    }
  }

  @Test
  void setsTheDefaultsOfVariables() {
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
    TEMPLATE.api().routes().stream()
        .filter(Route::authorized)
        .forEach(route ->
            assertThat(TEMPLATE.function(route.function()).environment())
                .containsEntry("REQUESTS_PER_MINUTE", "600"));
  }

  @Test
  void runsOnJava25WithVersionsAndOneAlias() {
    Section defaults = RepositoryTemplate.tree().get("Globals").get("Function");

    assertThat(defaults.get("Runtime").text()).isEqualTo("java25");
    assertThat(RepositoryTemplate.texts(defaults.get("Architectures"))).containsExactly("arm64");
    assertThat(defaults.get("AutoPublishAlias").text()).isEqualTo("live");
    assertThat(defaults.get("Tracing").text()).isEqualTo("Active");
  }

  @Test
  void startsEveryFunctionFromASnapshot() {
    Section defaults = RepositoryTemplate.tree().get("Globals").get("Function");

    assertThat(defaults.get("SnapStart").get("ApplyOn").text()).isEqualTo("PublishedVersions");
    assertThat(FUNCTIONS)
        .allSatisfy(
            function -> assertThat(properties(function.name()).optional("SnapStart")).isEmpty());
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void publishesAVersionWhenAnyPropertyChanges(FunctionDefinition function) {
    assertThat(properties(function.name()).get("AutoPublishAliasAllProperties").text())
        .isEqualTo("true");
  }

  /**
   * SAM compares properties as written, so a parameter's new value creates a new version only
   * through the version's description. Parameters that do not affect the function must not be in
   * it, because Lambda publishes no version of an unchanged function.
   */
  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void publishesAVersionWhenAParameterOfTheFunctionChanges(FunctionDefinition function) {
    Set<String> parameters = RepositoryTemplate.tree().get("Parameters").sections().keySet();
    Set<String> had =
        new TreeSet<>(TreeReferences.at("Resources", function.name(), "Properties", "Environment"));
    had.addAll(namesOf(Set.copyOf(had)));
    had.add("Architecture");
    had.retainAll(parameters);

    assertThat(describedBy(function)).isEqualTo(had);
  }

  /** Lambda's limit. */
  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void describesAVersionInAtMost256Characters(FunctionDefinition function) {
    Section parameters = RepositoryTemplate.tree().get("Parameters");
    int longest =
        describedBy(function).stream()
            .filter(name -> !name.endsWith("Endpoint"))
            .mapToInt(name -> longest(parameters.get(name)) + 1)
            .sum();

    assertThat(longest).isLessThanOrEqualTo(256);
  }

  /** The bus has an explicit name, so that a new name changes the variable too. */
  private static Set<String> namesOf(Set<String> resources) {
    Set<String> names = new TreeSet<>();
    resources.forEach(
        resource -> names.addAll(TreeReferences.at("Resources", resource, "Properties", "Name")));
    return names;
  }

  private static Set<String> describedBy(FunctionDefinition function) {
    return TreeReferences.at("Resources", function.name(), "Properties", "VersionDescription");
  }

  private static int longest(Section parameter) {
    return parameter
        .optional("MaxLength")
        .map(Section::number)
        .orElseGet(() ->
            parameter
                .optional("MaxValue")
                .map(value -> value.text().length())
                .orElseGet(() -> longestOf(parameter.get("AllowedValues"))));
  }

  private static int longestOf(Section values) {
    return values.items().stream().mapToInt(value -> value.text().length()).max().orElseThrow();
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void logsJsonToItsOwnGroup(FunctionDefinition function) {
    Section defaults = RepositoryTemplate.tree().get("Globals").get("Function");

    assertThat(defaults.get("LoggingConfig").get("LogFormat").text()).isEqualTo("JSON");
    assertThat(properties(function.name()).get("LoggingConfig").get("LogGroup").text())
        .isEqualTo(function.name() + "LogGroup");
    assertThat(resources("AWS::Logs::LogGroup")).containsKey(function.name() + "LogGroup");
  }

  /** Also when the stack is deleted, unless its creation failed. */
  @Test
  void keepsLogsAccordingToTheParameter() {
    assertThat(resources("AWS::Logs::LogGroup"))
        .hasSize(FUNCTIONS.size() + 1)
        .allSatisfy((name, group) -> {
          assertThat(group.get("Properties").get("RetentionInDays").number()).isEqualTo(365);
          assertThat(group.get("DeletionPolicy").text()).isEqualTo("RetainExceptOnCreate");
          assertThat(group.get("UpdateReplacePolicy").text()).isEqualTo("Retain");
        });
  }

  /** SAM copies the policy to the version, which a parameter's new value replaces. */
  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void keepsThePreviousVersionForRollback(FunctionDefinition function) {
    Section resource = RepositoryTemplate.tree().get("Resources").get(function.name());

    assertThat(resource.get("UpdateReplacePolicy").text()).isEqualTo("Retain");
    assertThat(resource.optional("DeletionPolicy")).isEmpty();
  }

  /** Priming reads the table before a version is published, so it needs the policy. */
  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void dependsOnItsTablePolicy(FunctionDefinition function) {
    String policy = function.name().replaceFirst("Function$", "Policy");
    Set<String> roles = TreeReferences.at("Resources", function.name(), "Properties", "Role");

    if (function.environment().isEmpty() || function.name().equals("UnmatchedRouteFunction")) {
      assertThat(resources("AWS::IAM::Policy")).doesNotContainKey(policy);
    } else {
      assertThat(
              RepositoryTemplate.tree()
                  .get("Resources")
                  .get(function.name())
                  .get("DependsOn")
                  .text())
          .isEqualTo(policy);
      assertThat(TreeReferences.at("Resources", policy, "Properties", "Roles")).isEqualTo(roles);
    }
  }

  @Test
  void reservesConcurrencyForRequestsOnlyIfConfigured() {
    Map<String, String> twenty = Map.of("ReservedConcurrency", "20");
    Set<String> waitedFor = new TreeSet<>(Set.of(TEMPLATE.api().authorizer()));
    TEMPLATE.api().routes().stream()
        .filter(Route::authorized)
        .map(Route::function)
        .forEach(waitedFor::add);

    for (FunctionDefinition function : FUNCTIONS) {
      assertThat(properties(function.name()).optional("ReservedConcurrentExecutions")).isEmpty();
      boolean isVerify = function.name().equals("VerifyResourceFunction");
      assertThat(properties(function.name(), twenty).optional("ReservedConcurrentExecutions"))
          .map(Section::number)
          .isEqualTo(
              waitedFor.contains(function.name()) && !isVerify
                  ? Optional.of(20)
                  : Optional.empty());
      assertThat(
              properties(function.name(), Map.of("VerifyConcurrency", "30"))
                  .optional("ReservedConcurrentExecutions"))
          .map(Section::number)
          .isEqualTo(isVerify ? Optional.of(30) : Optional.empty());
    }
  }

  /** A function returns its own 503 before its timeout; API Gateway's is 29 s. */
  @Test
  void timesOutBeforeApiGateway() {
    assertThat(TEMPLATE.api().routes())
        .allSatisfy(route ->
            assertThat(TEMPLATE.function(route.function()).timeout())
                .isLessThan(Duration.ofSeconds(29)));
    assertThat(TEMPLATE.function(TEMPLATE.api().authorizer()).timeout())
        .isLessThan(Duration.ofSeconds(29));
  }

  /** Loads a zip's own classes with this program's libraries instead of those under lib/. */
  private static URLClassLoader classes(FunctionDefinition function) throws IOException {
    return new URLClassLoader(
        new URL[] {RepositoryTemplate.HOME.resolve(function.zip()).toUri().toURL()},
        FunctionsTemplateTest.class.getClassLoader());
  }
}
