package io.entryguard.resources.local.template;

import static io.entryguard.resources.local.template.RepositoryTemplate.properties;
import static io.entryguard.resources.local.template.RepositoryTemplate.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.local.template.AwsMetrics.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** New versions are deployed gradually and rolled back if they fail. */
class RollBackTemplateTest {
  private static final Template TEMPLATE = RepositoryTemplate.read();
  private static final List<String> FUNCTIONS = List.copyOf(TEMPLATE.functions().keySet());
  private static final Section DEFAULTS =
      RepositoryTemplate.tree().get("Globals").get("Function").get("DeploymentPreference");
  private static final Pattern CANARY = Pattern.compile("Canary10Percent(\\d+)Minutes");

  static List<String> alarmsOf(String function) {
    return texts(properties(function).get("DeploymentPreference").get("Alarms"));
  }

  private static Duration canary() {
    Matcher type = CANARY.matcher(DEFAULTS.get("Type").text());
    assertThat(type.matches()).isTrue();
    return Duration.ofMinutes(Long.parseLong(type.group(1)));
  }

  @Test
  void isGradualByDefault() {
    assertThat(DEFAULTS.get("Enabled").text()).isEqualTo("true");
    assertThat(canary()).hasMinutes(5);
    assertThat(DEFAULTS.get("Role").text()).isEqualTo("DeploymentRole");
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void rollsBackIfANewVersionFails(String function) {
    assertThat(alarmsOf(function))
        .map(Alarm::named)
        .flatMap(Alarm::metrics)
        .contains(
            new Metric(
                "AWS/Lambda",
                "Errors",
                Map.of(
                    "FunctionName",
                    function,
                    "Resource",
                    function + ":live",
                    "ExecutedVersion",
                    function + ".Version.Version")));
  }

  /** Functions behind the API return 500 for their faults, which Lambda does not count. */
  @Test
  void rollsBackIfANewVersionReturnsInternalError() {
    Set<String> functions =
        TEMPLATE.api().routes().stream().map(Route::function).collect(Collectors.toSet());

    assertThat(functions)
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(function -> {
          String faults = function.replaceFirst("Function$", "Faults");
          assertThat(properties(faults + "Filter").get("LogGroupName").text())
              .isEqualTo(function + "LogGroup");
          assertThat(LogFilters.named(faults + "Filter"))
              .accepts("{\"outcome\":\"INTERNAL_ERROR\",\"functionVersion\":\"7\"}")
              .rejects("{\"outcome\":\"SERVICE_UNAVAILABLE\",\"functionVersion\":\"7\"}");
          assertThat(alarmsOf(function))
              .map(Alarm::named)
              .flatMap(Alarm::metrics)
              .contains(
                  new Metric(
                      "EntryGuard/" + LocalAws.STACK,
                      faults,
                      Map.of("functionVersion", function + ".Version.Version")));
        });
  }

  /** Not for other versions, a slow store or a busy tenant. */
  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void rollsBackOnlyForTheNewVersionsOwnFailures(String function) {
    assertThat(alarmsOf(function))
        .map(Alarm::named)
        .flatMap(Alarm::metrics)
        .isNotEmpty()
        .allSatisfy(
            metric -> assertThat(metric.dimensions()).containsValue(function + ".Version.Version"));
  }

  /** CodeDeploy evaluates these alarms, and sam reports to the person who deploys. */
  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void notifiesNobody(String function) {
    assertThat(alarmsOf(function))
        .map(alarm -> Alarm.named(alarm).properties())
        .allSatisfy(alarm -> {
          assertThat(alarm.optional("AlarmActions")).isEmpty();
          assertThat(alarm.optional("OKActions")).isEmpty();
        });
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void firesBeforeTheDeploymentEnds(String function) {
    assertThat(alarmsOf(function))
        .map(Alarm::named)
        .allSatisfy(alarm -> assertThat(alarm.timeToAlarm()).isLessThan(canary()));
  }

  /** A failing message is retried and must not count as a fault each time. */
  @Test
  void doesNotRollBackForOneRepeatedlyFailingMessage() {
    Alarm alarm = Alarm.named("ProvisionFaultsAlarm");

    assertThat(alarm.datapointsToAlarm()).isGreaterThan(1);
    assertThat(properties("ProvisionQueue").get("VisibilityTimeout").number())
        .isGreaterThanOrEqualTo(Math.toIntExact(alarm.timeToAlarm().toSeconds()));
  }

  @Test
  void allowsCodeDeployToMoveOnlyTheseAliases() {
    List<Section> statements =
        properties("DeploymentRole")
            .get("Policies")
            .items()
            .getFirst()
            .get("PolicyDocument")
            .get("Statement")
            .items();

    assertThat(texts(statements.getFirst().get("Action")))
        .containsExactlyInAnyOrder(
            "lambda:GetAlias", "lambda:GetProvisionedConcurrencyConfig", "lambda:UpdateAlias");
    assertThat(Set.copyOf(texts(statements.getFirst().get("Resource"))))
        .isEqualTo(FUNCTIONS.stream().map(function -> function + "*").collect(Collectors.toSet()));
    assertThat(texts(statements.getLast().get("Action")))
        .containsExactly("cloudwatch:DescribeAlarms");
    assertThat(statements).hasSize(2);
  }
}
