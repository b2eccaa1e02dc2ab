package io.entryguard.resources.local.template;

import io.entryguard.resources.local.template.AwsMetrics.Metric;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An alarm of the template: its metrics and the time until it fires. */
record Alarm(String name, Section properties) {
  private static final Pattern METRIC_ID = Pattern.compile("\\b[a-z]\\w*\\b");

  static List<Alarm> all() {
    return RepositoryTemplate.resources("AWS::CloudWatch::Alarm").entrySet().stream()
        .map(alarm -> new Alarm(alarm.getKey(), alarm.getValue().get("Properties")))
        .toList();
  }

  static Alarm named(String name) {
    return new Alarm(name, RepositoryTemplate.properties(name));
  }

  /** Returns the metrics that the alarm reads, directly or for an expression. */
  List<Metric> metrics() {
    return properties
        .optional("Metrics")
        .map(metrics ->
            metrics.items().stream()
                .flatMap(metric -> metric.optional("MetricStat").stream())
                .map(stat -> metric(stat.get("Metric")))
                .toList())
        .orElseGet(() -> List.of(metric(properties)));
  }

  private static Metric metric(Section section) {
    Map<String, String> dimensions = new HashMap<>();
    section
        .optional("Dimensions")
        .map(Section::items)
        .orElse(List.of())
        .forEach(dimension ->
            dimensions.put(dimension.get("Name").text(), dimension.get("Value").text()));
    return new Metric(
        section.get("Namespace").text(), section.get("MetricName").text(), dimensions);
  }

  /** Returns the ids of an expression's inputs; empty without an expression. */
  Set<String> inputs() {
    Set<String> ids = new HashSet<>();
    calculation("MetricStat").forEach(metric -> ids.add(metric.get("Id").text()));
    return ids;
  }

  /** Returns the ids in the expression; empty without one. */
  Set<String> idsInExpression() {
    Set<String> ids = new HashSet<>();
    calculation("Expression")
        .forEach(metric -> {
          Matcher matcher = METRIC_ID.matcher(metric.get("Expression").text());
          while (matcher.find()) {
            ids.add(matcher.group());
          }
        });
    return ids;
  }

  /** Returns the metric queries that are compared with the threshold. */
  List<Section> returned() {
    return calculation("Expression").stream()
        .filter(metric -> metric.get("ReturnData").text().equals("true"))
        .toList();
  }

  private List<Section> calculation(String kind) {
    return properties.optional("Metrics").map(Section::items).orElse(List.of()).stream()
        .filter(metric -> metric.optional(kind).isPresent())
        .toList();
  }

  boolean isCalculated() {
    return properties.optional("Metrics").isPresent();
  }

  int evaluationPeriods() {
    return properties.get("EvaluationPeriods").number();
  }

  int datapointsToAlarm() {
    return properties
        .optional("DatapointsToAlarm")
        .map(Section::number)
        .orElse(evaluationPeriods());
  }

  private int periodSeconds() {
    return isCalculated()
        ? calculation("MetricStat").getFirst().get("MetricStat").get("Period").number()
        : properties.get("Period").number();
  }

  /** The time until the alarm fires. */
  Duration timeToAlarm() {
    return Duration.ofSeconds((long) periodSeconds() * evaluationPeriods());
  }
}
