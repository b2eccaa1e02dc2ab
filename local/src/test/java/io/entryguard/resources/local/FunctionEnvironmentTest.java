package io.entryguard.resources.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entryguard.resources.local.function.FunctionFailure;
import io.entryguard.resources.local.function.FunctionLoader;
import io.entryguard.resources.local.template.FunctionDefinition;
import io.entryguard.resources.local.template.RepositoryTemplate;
import io.entryguard.resources.local.template.Template;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Determines the variables that each deployed function reads from its error message for an invalid
 * environment.
 */
final class FunctionEnvironmentTest {
  private static final Path WORK_FOLDER = Path.of("target", "function-environment");
  private static final Template TEMPLATE = RepositoryTemplate.read();
  private static final Pattern PROBLEM =
      Pattern.compile("(?<variable>[A-Z_]+) (is missing|must [a-z0-9 ]+)");

  /** Set by Lambda itself. */
  private static final String REGION = "AWS_REGION";

  /** Neither a URL nor a number. */
  private static final String MALFORMED = "nowhere";

  private static Collection<FunctionDefinition> functions() {
    return TEMPLATE.functions().values();
  }

  /** The template's variables and AWS_REGION, which every function with an AWS client needs. */
  private static Set<String> variables(FunctionDefinition function) {
    Set<String> variables = new TreeSet<>(function.environment().keySet());
    if (variables.stream().anyMatch(name -> name.endsWith("_ENDPOINT"))) {
      variables.add(REGION);
    }
    return variables;
  }

  @ParameterizedTest
  @MethodSource("functions")
  void setsExactlyTheVariablesThatTheFunctionReads(FunctionDefinition function) {
    Set<String> read = new TreeSet<>(problems(function, Map.of()));
    read.addAll(problems(function, all(function, MALFORMED)));

    assertThat(read).isEqualTo(variables(function));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void failsToStartAndNamesEveryMissingVariable(FunctionDefinition function) {
    Set<String> required = variables(function);
    // Optional: empty on AWS, and without a web origin.
    required.removeIf(name -> name.endsWith("_ENDPOINT") || name.equals("CORS_ORIGIN"));

    assertThat(problems(function, Map.of())).isEqualTo(required);
    assertThat(problems(function, all(function, " "))).isEqualTo(required);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void failsToStartAndNamesEveryMalformedVariable(FunctionDefinition function) {
    Predicate<String> takesAnyText =
        name -> !name.matches(".*_(ENDPOINT|LIMIT|COUNT|ORIGIN|MINUTE)");
    Set<String> malformed = variables(function);
    malformed.removeIf(takesAnyText);

    assertThat(problems(function, all(function, MALFORMED))).isEqualTo(malformed);
  }

  private static Map<String, String> all(FunctionDefinition function, String value) {
    Map<String, String> environment = new HashMap<>();
    variables(function).forEach(name -> environment.put(name, value));
    return environment;
  }

  /** Returns the variables named by the message with which a start fails; empty if it succeeds. */
  private static Set<String> problems(
      FunctionDefinition function, Map<String, String> environment) {
    FunctionFailure failure =
        catchThrowableOfType(FunctionFailure.class, () -> start(function, environment));
    if (failure == null) {
      return Set.of();
    }
    Set<String> named = new TreeSet<>();
    assertThat(failure)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasNoCause()
        .satisfies(e -> {
          assertThat(e.getMessage()).startsWith("Environment variables: ").hasLineCount(1);
          assertThat(e.getMessage()).doesNotContain(MALFORMED);
          Matcher problem = PROBLEM.matcher(e.getMessage());
          while (problem.find()) {
            assertThat(named.add(problem.group("variable"))).as(e.getMessage()).isTrue();
          }
        });
    return named;
  }

  private static void start(FunctionDefinition function, Map<String, String> environment) {
    new FunctionLoader(RepositoryTemplate.HOME, WORK_FOLDER.toAbsolutePath(), environment)
        .load(
            new FunctionDefinition(
                function.name(),
                function.zip(),
                function.handler(),
                function.timeout(),
                function.memoryMegabytes(),
                Map.of()));
  }
}
