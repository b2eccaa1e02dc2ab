package io.entryguard.resources.local.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * AWS metrics that can be useful here, with their sets of dimensions. A metric with other
 * dimensions is another metric, which never has data.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html">API
 *     Gateway's</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">
 *     Lambda's</a> and <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html">their
 *     dimensions</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html">DynamoDB's</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">SQS's</a>
 */
final class AwsMetrics {
  private static final Set<Set<String>> OF_AN_API =
      Set.of(
          Set.of("ApiName"),
          Set.of("ApiName", "Stage"),
          Set.of("ApiName", "Stage", "Method", "Resource"));
  private static final Set<Set<String>> OF_A_FUNCTION =
      Set.of(
          Set.of("FunctionName"),
          Set.of("FunctionName", "Resource"),
          Set.of("FunctionName", "Resource", "ExecutedVersion"));
  private static final Set<Set<String>> OF_A_TABLE = Set.of(Set.of("TableName"));
  private static final Set<Set<String>> OF_AN_OPERATION = Set.of(Set.of("TableName", "Operation"));
  private static final Set<Set<String>> OF_A_QUEUE = Set.of(Set.of("QueueName"));

  private static final Map<String, Map<String, Set<Set<String>>>> DIMENSIONS =
      Map.of(
          "AWS/ApiGateway",
          all(OF_AN_API, "Count", "4XXError", "5XXError", "Latency", "IntegrationLatency"),
          "AWS/Lambda",
          all(
              OF_A_FUNCTION,
              "Invocations",
              "Errors",
              "Throttles",
              "Duration",
              "ConcurrentExecutions",
              "IteratorAge"),
          "AWS/DynamoDB",
          both(
              all(
                  OF_A_TABLE,
                  "ConsumedReadCapacityUnits",
                  "ConsumedWriteCapacityUnits",
                  "ReadThrottleEvents",
                  "WriteThrottleEvents",
                  "TransactionConflict"),
              all(
                  OF_AN_OPERATION,
                  "ThrottledRequests",
                  "SystemErrors",
                  "SuccessfulRequestLatency")),
          "AWS/SQS",
          all(
              OF_A_QUEUE,
              "ApproximateAgeOfOldestMessage",
              "ApproximateNumberOfMessagesVisible",
              "NumberOfMessagesSent",
              "NumberOfMessagesDeleted"));

  private AwsMetrics() {}

  private static Map<String, Set<Set<String>>> all(Set<Set<String>> dimensions, String... names) {
    return Set.of(names).stream().collect(Collectors.toMap(name -> name, name -> dimensions));
  }

  private static Map<String, Set<Set<String>>> both(
      Map<String, Set<Set<String>>> one, Map<String, Set<Set<String>>> other) {
    Map<String, Set<Set<String>>> both = new HashMap<>(one);
    both.putAll(other);
    return both;
  }

  /**
   * Whether the metric exists in AWS, in a metric filter of the template or in a function's log.
   */
  static boolean has(Metric metric) {
    return DIMENSIONS
            .getOrDefault(metric.namespace(), Map.of())
            .getOrDefault(metric.name(), Set.of())
            .contains(metric.dimensions().keySet())
        || isOfFilters(metric)
        || isOfFunctions(metric);
  }

  /** Metrics that functions write to their log. */
  private static boolean isOfFunctions(Metric metric) {
    return metric.namespace().equals(namespaceOfFunctions())
        && Stream.of(io.entryguard.resources.requestlog.Metric.values())
            .anyMatch(counted ->
                counted.key().equals(metric.name())
                    && metric.dimensions().keySet().equals(Set.of(counted.dimension().key())));
  }

  /** The namespace, which must be the same for all functions. */
  private static String namespaceOfFunctions() {
    return RepositoryTemplate.read().functions().values().stream()
        .map(function -> function.environment().getOrDefault("METRICS_NAMESPACE", ""))
        .filter(name -> !name.isEmpty())
        .distinct()
        .reduce((one, other) -> {
          throw new AssertionError(one + " and " + other);
        })
        .orElseThrow();
  }

  /** Metrics of metric filters, whose dimensions are fields of a line. */
  private static boolean isOfFilters(Metric metric) {
    return RepositoryTemplate.resources("AWS::Logs::MetricFilter").values().stream()
        .map(filter -> filter.get("Properties").get("MetricTransformations").items())
        .flatMap(List::stream)
        .anyMatch(transformation ->
            transformation.get("MetricNamespace").text().equals(metric.namespace())
                && transformation.get("MetricName").text().equals(metric.name())
                && dimensions(transformation).equals(metric.dimensions().keySet()));
  }

  private static Set<String> dimensions(Section transformation) {
    return transformation.optional("Dimensions").map(Section::items).orElse(List.of()).stream()
        .map(dimension -> dimension.get("Key").text())
        .collect(Collectors.toSet());
  }

  /**
   * A metric as an alarm or the dashboard names it.
   *
   * @param dimensions values by name; a resource is given by its logical name
   */
  record Metric(String namespace, String name, Map<String, String> dimensions) {
    Metric {
      dimensions = Map.copyOf(dimensions);
    }
  }
}
