package io.entryguard.resources.requestlog;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes one log line for each request. The line includes the request's metric in the embedded
 * metric format, from which CloudWatch extracts it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
 *     metric format</a>
 */
public final class RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

  private final MetricNamespace namespace;
  private final InstantSource clock;

  public RequestLog(MetricNamespace namespace, InstantSource clock) {
    this.namespace = requireNonNull(namespace, "namespace is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Writes the line of one request. */
  public void write(RequestLine line) {
    LoggingEventBuilder event = LOG.atInfo();
    event = add(event, RequestField.REQUEST_ID, line.requestId());
    event = add(event, RequestField.ORGANIZATION_ID, line.organizationId());
    event = add(event, RequestField.CALLER_KIND, line.callerKind());
    event = add(event, RequestField.OPERATION, line.operation().text());
    event = add(event, RequestField.OUTCOME, line.outcome());
    event = add(event, RequestField.REASON, line.reason());
    if (line.status() != 0) {
      event = add(event, RequestField.STATUS, line.status());
    }
    event = add(event, RequestField.DURATION_MILLIS, line.durationMillis());
    event = add(event, RequestField.TRIES, line.tries());
    if (!line.metrics().isEmpty()) {
      event = event.addKeyValue("_aws", metadata(line.metrics()));
    }
    for (Metric metric : line.metrics()) {
      event = event.addKeyValue(metric.key(), 1);
    }
    event.log("Request");
  }

  private static LoggingEventBuilder add(
      LoggingEventBuilder event, RequestField field, @Nullable Object value) {
    return value == null ? event : event.addKeyValue(field.key(), value);
  }

  private Map<String, Object> metadata(List<Metric> metrics) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("Timestamp", clock.instant().toEpochMilli());
    metadata.put("CloudWatchMetrics", metrics.stream().map(this::directive).toList());
    return metadata;
  }

  private Map<String, Object> directive(Metric metric) {
    Map<String, Object> directive = new LinkedHashMap<>();
    directive.put("Namespace", namespace.name());
    directive.put("Dimensions", List.of(List.of(metric.dimension().key())));
    directive.put("Metrics", List.of(new TreeMap<>(Map.of("Name", metric.key(), "Unit", "Count"))));
    return directive;
  }
}
