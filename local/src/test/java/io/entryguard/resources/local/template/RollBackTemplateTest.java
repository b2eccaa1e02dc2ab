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

/** That a new version takes over step by step, and is taken back when it is no good. */
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
  void isGradualUnlessSomebodySaysOtherwise() {
    assertThat(DEFAULTS.get("Enabled").text()).isEqualTo("true");
    assertThat(canary()).hasMinutes(5);
    assertThat(DEFAULTS.get("Role").text()).isEqualTo("DeploymentRole");
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void isTakenBackWhenTheNewVersionOfAFunctionFails(String function) {
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

  /** Functions behind the API answer their own faults, which Lambda does not count. */
  @Test
  void isTakenBackWhenTheNewVersionOfAnOperationAnswersInternalError() {
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

  /** Not for what another version does, nor for a store that is slow or a tenant that is busy. */
  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void isTakenBackForNothingButTheNewVersionsOwnFailures(String function) {
    assertThat(alarmsOf(function))
        .map(Alarm::named)
        .flatMap(Alarm::metrics)
        .isNotEmpty()
        .allSatisfy(
            metric -> assertThat(metric.dimensions()).containsValue(function + ".Version.Version"));
  }

  /** CodeDeploy looks at them; whoever deploys is told by sam. */
  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void wakesNobody(String function) {
    assertThat(alarmsOf(function))
        .map(alarm -> Alarm.named(alarm).properties())
        .allSatisfy(alarm -> {
          assertThat(alarm.optional("AlarmActions")).isEmpty();
          assertThat(alarm.optional("OKActions")).isEmpty();
        });
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void knowsItBeforeTheNewVersionHasTakenOver(String function) {
    assertThat(alarmsOf(function))
        .map(Alarm::named)
        .allSatisfy(alarm -> assertThat(alarm.timeToAlarm()).isLessThan(canary()));
  }

  /** A failing message comes back when it is visible again, and shall not look like a fault. */
  @Test
  void takesNoVersionBackForOneMessageThatComesAgainAndAgain() {
    Alarm alarm = Alarm.named("ProvisionFaultsAlarm");

    assertThat(alarm.datapointsToAlarm()).isGreaterThan(1);
    assertThat(properties("ProvisionQueue").get("VisibilityTimeout").number())
        .isGreaterThanOrEqualTo(Math.toIntExact(alarm.timeToAlarm().toSeconds()));
  }

  @Test
  void letsCodeDeployMoveTheAliasesOfTheseFunctionsAndNothingElse() {
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
