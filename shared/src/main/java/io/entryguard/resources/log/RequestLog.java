package io.entryguard.resources.log;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entryguard.resources.json.JsonText;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes a line of the log for each request. What it counts for stands in the same line, as
 * CloudWatch reads metrics out of a log.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">Embedded
 *     metric format</a>
 */
public final class RequestLog {
  /**
   * The id of a request that nobody sent: a function hands it to itself before its snapshot is
   * taken. API Gateway's are UUIDs.
   */
  public static final String REHEARSED = "priming";

  private final Log log;
  private final MetricNamespace namespace;

  public RequestLog(Log log, MetricNamespace namespace) {
    this.log = requireNonNull(log, "log is null");
    this.namespace = requireNonNull(namespace, "namespace is null");
  }

  /** Writes the line; of a rehearsed request, makes it alone. */
  public void write(RequestLine line) {
    Instant now = log.now();
    String text = JsonText.of(new Content(line, now.truncatedTo(ChronoUnit.MILLIS), namespace));
    if (!line.requestId().equals(REHEARSED)) {
      log.line(text);
    }
  }

  private record Content(RequestLine line, Instant now, MetricNamespace namespace)
      implements JsonText.Content {
    @Override
    public void writeTo(JsonGenerator json) throws IOException {
      json.setHighestNonEscapedChar(Log.LAST_PLAIN);
      json.writeStartObject();
      write(json, RequestField.TIMESTAMP, now.toString());
      write(json, RequestField.LEVEL, "INFO");
      write(json, RequestField.MESSAGE, "Request");
      write(json, RequestField.REQUEST_ID, line.requestId());
      write(json, RequestField.ORGANIZATION_ID, line.organizationId());
      write(json, RequestField.CALLER_KIND, line.callerKind());
      write(json, RequestField.OPERATION, line.operation().text());
      write(json, RequestField.OUTCOME, line.outcome());
      write(json, RequestField.REASON, line.reason());
      if (line.status() != 0) {
        json.writeNumberField(RequestField.STATUS.key(), line.status());
      }
      json.writeNumberField(RequestField.DURATION_MILLIS.key(), line.durationMillis());
      json.writeNumberField(RequestField.TRIES.key(), line.tries());
      if (line.metric() != null) {
        write(json, line.metric());
      }
      json.writeEndObject();
    }

    private static void write(JsonGenerator json, RequestField field, @Nullable String text)
        throws IOException {
      if (text != null) {
        json.writeStringField(field.key(), text);
      }
    }

    private void write(JsonGenerator json, Metric metric) throws IOException {
      json.writeObjectFieldStart("_aws");
      json.writeNumberField("Timestamp", now.toEpochMilli());
      json.writeArrayFieldStart("CloudWatchMetrics");
      json.writeStartObject();
      json.writeStringField("Namespace", namespace.name());
      json.writeArrayFieldStart("Dimensions");
      json.writeStartArray();
      json.writeString(metric.dimension().key());
      json.writeEndArray();
      json.writeEndArray();
      json.writeArrayFieldStart("Metrics");
      json.writeStartObject();
      json.writeStringField("Name", metric.key());
      json.writeStringField("Unit", "Count");
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeNumberField(metric.key(), 1);
    }
  }
}
