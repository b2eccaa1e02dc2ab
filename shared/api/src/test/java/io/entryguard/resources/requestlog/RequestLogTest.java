package io.entryguard.resources.requestlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.entryguard.resources.store.StoreCallCounter;
import io.entryguard.resources.testing.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RequestLogTest {
  private static final Instant NOW = Instant.parse("2026-02-18T11:00:00.123456789Z");
  private static final Path SCHEMA =
      Path.of("src/test/resources/embedded-metric-format.schema.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension private final LogLines lines = new LogLines();
  private final RequestLog log = new RequestLog(new MetricNamespace("EntryGuard/test"), () -> NOW);

  private static RequestLine line(String requestId, Metric... metrics) {
    return new RequestLine(
        OperationName.CREATE,
        requestId,
        "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "USER",
        "OK",
        "TOKEN_EXPIRED",
        201,
        42,
        2,
        List.of(metrics));
  }

  @Test
  void writesEveryFieldInOneLine() throws IOException {
    log.write(line("1"));

    assertThat(lines)
        .extracting(line -> line.replaceFirst("\"timestamp\":\"[^\"]*\",", ""))
        .containsExactly(
            "{\"level\":\"INFO\",\"message\":\"Request\","
                + "\"requestId\":\"1\",\"organizationId\":\"3f2504e0-4f89-41d3-9a0c-0305e82c3301\","
                + "\"callerKind\":\"USER\",\"operation\":\"create\",\"outcome\":\"OK\","
                + "\"reason\":\"TOKEN_EXPIRED\",\"status\":201,\"durationMillis\":42,\"tries\":2}");
    Set<String> names = new HashSet<>();
    JSON.readTree(lines.getFirst()).fieldNames().forEachRemaining(names::add);
    for (RequestField field : RequestField.values()) {
      assertThat(names.remove(field.key())).as(field.key()).isTrue();
    }
    assertThat(names).isEmpty();
  }

  @Test
  void omitsUnknownFields() {
    log.write(
        new RequestLine(OperationName.AUTHORIZE, "1", null, null, "OK", null, 0, 1, 0, List.of()));

    assertThat(lines)
        .extracting(line -> line.replaceFirst("\"timestamp\":\"[^\"]*\",", ""))
        .containsExactly(
            "{\"level\":\"INFO\",\"message\":\"Request\","
                + "\"requestId\":\"1\",\"operation\":\"authorize\",\"outcome\":\"OK\","
                + "\"durationMillis\":1,\"tries\":0}");
  }

  /**
   * Validates against the specification's schema, which does not cover the members that hold a
   * metric's value and dimension.
   */
  @ParameterizedTest
  @EnumSource
  void writesMetricsInTheEmbeddedMetricFormat(Metric metric) throws IOException {
    log.write(line("1", metric));

    JsonNode written = JSON.readTree(lines.getFirst());
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
    assertThat(schema.validate(lines.getFirst(), InputFormat.JSON)).isEmpty();
    JsonNode directive = written.at("/_aws/CloudWatchMetrics/0");
    assertThat(directive.path("Namespace").textValue()).isEqualTo("EntryGuard/test");
    String dimension = directive.at("/Dimensions/0/0").textValue();
    assertThat(dimension).isEqualTo(metric.dimension().key());
    assertThat(written.path(dimension).isTextual()).isTrue();
    assertThat(written.path(directive.at("/Metrics/0/Name").textValue()).intValue()).isEqualTo(1);
    assertThat(Instant.ofEpochMilli(written.at("/_aws/Timestamp").longValue()))
        .isEqualTo(Instant.parse("2026-02-18T11:00:00.123Z"));
  }

  @Test
  void writesOneLineWhateverAnIdContains() {
    log.write(line("a\r\nb\u2028\u0085\""));

    assertThat(lines.getFirst().chars())
        .allMatch(character -> character >= ' ' && character <= '~');
  }

  @Test
  void countsTriesPerThread() throws InterruptedException {
    StoreCallCounter.begin();
    StoreCallCounter.add();
    StoreCallCounter.add();
    var other = new Thread(StoreCallCounter::add);
    other.start();
    other.join();

    assertThat(StoreCallCounter.end()).isEqualTo(2);
    StoreCallCounter.add();
    assertThat(StoreCallCounter.end()).isZero();
  }
}
