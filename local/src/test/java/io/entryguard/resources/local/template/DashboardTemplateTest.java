package io.entryguard.resources.local.template;

import static io.entryguard.resources.local.template.RepositoryTemplate.properties;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.local.template.AwsMetrics.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The dashboard shows existing metrics and alarms. */
class DashboardTemplateTest {
  private static final Pattern SEARCH =
      Pattern.compile(
          "SEARCH\\('\\{AWS/Lambda,FunctionName} MetricName=\"(\\w+)\""
              + " FunctionName=\\((.+)\\)', '\\w+', 60\\)");

  /** The number of columns of a dashboard. */
  private static final int COLUMNS = 24;

  private static final JsonNode WIDGETS = widgets();
  private static final List<Metric> METRICS = metrics();

  private static JsonNode widgets() {
    try {
      return new ObjectMapper()
          .readTree(properties("Dashboard").get("DashboardBody").text())
          .path("widgets");
    } catch (JsonProcessingException e) {
      throw new AssertionError("the dashboard's body is not JSON", e);
    }
  }

  static List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    for (JsonNode widget : WIDGETS) {
      for (JsonNode metric : widget.at("/properties/metrics")) {
        if (metric.at("/0/expression").isTextual()) {
          metrics.addAll(searched(metric.at("/0/expression").asText()));
          continue;
        }
        List<String> texts = new ArrayList<>();
        metric.forEach(part -> {
          if (part.isTextual()) {
            texts.add(part.asText());
          }
        });
        Map<String, String> dimensions = new HashMap<>();
        for (int i = 2; i < texts.size(); i += 2) {
          dimensions.put(texts.get(i), texts.get(i + 1));
        }
        metrics.add(new Metric(texts.get(0), texts.get(1), dimensions));
      }
    }
    return metrics;
  }

  /** Returns the metrics of a search expression: a Lambda metric for each function. */
  private static List<Metric> searched(String expression) {
    Matcher search = SEARCH.matcher(expression);
    assertThat(search.matches()).as(expression).isTrue();
    return Pattern.compile(" OR ")
        .splitAsStream(search.group(2))
        .map(name -> {
          assertThat(name).startsWith("\"").endsWith("\"");
          return new Metric(
              "AWS/Lambda",
              search.group(1),
              Map.of("FunctionName", name.substring(1, name.length() - 1)));
        })
        .toList();
  }

  @ParameterizedTest
  @FieldSource("METRICS")
  void showsExistingMetrics(Metric metric) {
    assertThat(metric).matches(AwsMetrics::has);
    AlarmsTemplateTest.assertResourceExists(metric);
  }

  @Test
  void showsEveryFunction() {
    assertThat(List.of("Duration", "Errors", "ConcurrentExecutions", "Throttles"))
        .allSatisfy(name ->
            assertThat(
                    METRICS.stream()
                        .filter(metric -> metric.name().equals(name))
                        .map(metric -> metric.dimensions().get("FunctionName")))
                .containsExactlyInAnyOrderElementsOf(
                    RepositoryTemplate.read().functions().keySet()));
  }

  /** CodeDeploy acts on alarms for a rollback. */
  @Test
  void showsEveryAlarmExceptForRollbacks() {
    Set<String> expected = new HashSet<>();
    AlarmsTemplateTest.notifyingAlarms().forEach(alarm -> expected.add(alarm.name()));
    Set<String> shown = new HashSet<>();
    WIDGETS.forEach(
        widget -> widget.at("/properties/alarms").forEach(alarm -> shown.add(alarm.asText())));

    assertThat(shown).isEqualTo(expected);
  }

  @Test
  void usesTheRegionOfTheStack() {
    assertThat(WIDGETS)
        .filteredOn(widget -> widget.path("type").asText().equals("metric"))
        .isNotEmpty()
        .allSatisfy(widget ->
            assertThat(widget.at("/properties/region").asText()).isEqualTo(LocalAws.REGION));
  }

  @Test
  void hasNoOverlappingWidgets() {
    Set<List<Integer>> taken = new HashSet<>();
    for (JsonNode widget : WIDGETS) {
      int x = widget.path("x").asInt();
      int y = widget.path("y").asInt();
      assertThat(x + widget.path("width").asInt()).isLessThanOrEqualTo(COLUMNS);
      for (int column = x; column < x + widget.path("width").asInt(); column++) {
        for (int row = y; row < y + widget.path("height").asInt(); row++) {
          assertThat(taken.add(List.of(column, row))).as("column %d, row %d", column, row).isTrue();
        }
      }
    }
  }
}
