package io.entryguard.resources.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.failure.Explained;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class LogTest {
  private static final Instant NOW = Instant.parse("2026-02-18T11:00:00.123456789Z");
  private static final String SECRET = "eg_live_1a2b3c4d5e6f7g8h9i0j";

  private final List<String> lines = new ArrayList<>();
  private final Log log = new Log(lines::add, () -> NOW);

  @Test
  void writesALineOfJsonWithItsFieldsInTheirOrder() {
    log.info(
        "Created",
        Map.of(LogField.SORT_KEY, "RESOURCE#1", LogField.REQUEST_ID, "1", LogField.COUNT, "3"));

    assertThat(lines)
        .containsExactly(
            "{\"timestamp\":\"2026-02-18T11:00:00.123Z\",\"level\":\"INFO\",\"message\":\"Created\","
                + "\"requestId\":\"1\",\"count\":\"3\",\"sortKey\":\"RESOURCE#1\"}");
  }

  @Test
  void writesEveryFieldUnderAKeyOfItsOwn() throws IOException {
    Map<LogField, String> fields = new EnumMap<>(LogField.class);
    for (LogField field : LogField.values()) {
      fields.put(field, field.name());
    }

    log.warn("All", fields);

    JsonNode line = onlyLine();
    assertThat(line).hasSize(3 + LogField.values().length);
    for (LogField field : LogField.values()) {
      assertThat(line.get(field.key()).textValue()).isEqualTo(field.name());
    }
  }

  @Test
  void namesTheLevel() {
    var cause = new IllegalStateException();

    log.info("a", Map.of());
    log.warn("b", Map.of());
    log.warn("c", Map.of(), cause);
    log.error("d", Map.of(), cause);

    assertThat(lines)
        .extracting(
            line -> line.replaceAll(".*\"level\":\"([A-Z]+)\",\"message\":\"(.)\".*", "$1 $2"))
        .containsExactly("INFO a", "WARN b", "WARN c", "ERROR d");
  }

  @Test
  void staysOnOneLineWhateverIsInAField() throws IOException {
    String hostile =
        "a\r\nb\u0000\t\u001B[31m\"},{\"level\":\"INFO\" é\uD83D\uDE00"
            + "\u007f\u0085\u2028\u2029\u202e\u2066\ufeff\u200b";

    log.warn(hostile, Map.of(LogField.REASON, hostile));

    assertThat(lines.getFirst().chars())
        .allMatch(character -> character >= ' ' && character <= '~');
    assertThat(onlyLine().get("message").textValue()).isEqualTo(hostile);
    assertThat(onlyLine().get("reason").textValue()).isEqualTo(hostile);
  }

  @Test
  void tellsTypesAndPlacesOfACauseAndNeverItsMessage() throws IOException {
    var cause =
        new IllegalStateException(
            SECRET, new IOException(SECRET, new UnsupportedOperationException(SECRET)));
    cause.addSuppressed(new IllegalArgumentException(SECRET));

    log.error("The request failed", Map.of(), cause);

    assertThat(lines.getFirst()).doesNotContain(SECRET);
    JsonNode causes = onlyLine().get("cause");
    assertThat(causes)
        .extracting(each -> each.get("type").textValue())
        .containsExactly(
            "java.lang.IllegalStateException",
            "java.io.IOException",
            "java.lang.UnsupportedOperationException");
    assertThat(causes).allSatisfy(each -> assertThat(each.get("at")).hasSizeBetween(1, 12));
    assertThat(causes.get(0).get("at").get(0).textValue())
        .contains(LogTest.class.getName() + ".tellsTypesAndPlaces");
  }

  @Test
  void tellsTheReasonsOfCausesThatAreMadeForTheLogOutermostFirst() throws IOException {
    var inner = new Failure("the table is busy", new IOException(SECRET));
    var cause = new Failure("keys are out of reach", new IllegalStateException(SECRET, inner));

    log.warn("The message comes again", Map.of(), cause);
    log.warn("The message comes again", Map.of(LogField.REASON, "tried twice"), cause);

    assertThat(lines)
        .extracting(line -> new ObjectMapper().readTree(line).get("reason").textValue())
        .containsExactly(
            "keys are out of reach: the table is busy",
            "tried twice: keys are out of reach: the table is busy");
    assertThat(lines).noneMatch(line -> line.contains(SECRET));
  }

  @Test
  void tellsOnlyTheTopOfADeepStack() throws IOException {
    log.error("Deep", Map.of(), thrownAtDepth(200));

    assertThat(onlyLine().get("cause").get(0).get("at")).hasSize(12);
  }

  @Test
  void tellsOnlyTheBeginningOfALongChain() throws IOException {
    var chain = new IllegalStateException();
    for (int i = 0; i < 1_000; i++) {
      chain = new IllegalStateException(chain);
    }

    log.error("Long", Map.of(), chain);

    assertThat(onlyLine().get("cause")).hasSize(8);
  }

  @Test
  @Timeout(10)
  void endsWhereCausesGoRoundInACircle() throws IOException {
    var first = new IllegalStateException();
    first.initCause(new IllegalArgumentException(first));

    log.error("Round", Map.of(), first);

    assertThat(onlyLine().get("cause")).hasSize(8);
  }

  @Test
  void writesACauseWithoutAStack() throws IOException {
    var cause = new IllegalStateException();
    cause.setStackTrace(new StackTraceElement[0]);

    log.error("Bare", Map.of(), cause);

    assertThat(onlyLine().get("cause").get(0).get("at")).isEmpty();
  }

  private static final class Failure extends RuntimeException implements Explained {
    private static final long serialVersionUID = 1L;

    private final String reason;

    Failure(String reason, Throwable cause) {
      super(SECRET, cause);
      this.reason = reason;
    }

    @Override
    public String reason() {
      return reason;
    }
  }

  private JsonNode onlyLine() throws IOException {
    assertThat(lines).hasSize(1);
    return new ObjectMapper()
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .readTree(lines.getFirst());
  }

  private static RuntimeException thrownAtDepth(int depth) {
    return depth == 0 ? new IllegalStateException() : thrownAtDepth(depth - 1);
  }
}
