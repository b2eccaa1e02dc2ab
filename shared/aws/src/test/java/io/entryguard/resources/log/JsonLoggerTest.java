package io.entryguard.resources.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.text.SafeReason;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class JsonLoggerTest {
  private static final Instant NOW = Instant.parse("2026-02-18T11:00:00.123456789Z");
  private static final String SECRET = "eg_live_1a2b3c4d5e6f7g8h9i0j";

  private final List<String> lines = new ArrayList<>();
  private final Logger log = logger("io.entryguard.resources.Test");

  private Logger logger(String name) {
    return new JsonLogger(name, new JsonLineWriter(lines::add, () -> NOW, Optional.empty()));
  }

  @Test
  void writesALineOfJsonWithItsFieldsInTheirOrder() {
    log.atInfo()
        .addKeyValue("requestId", "1")
        .addKeyValue("count", 3)
        .addKeyValue("large", 5_000_000_000L)
        .addKeyValue("paged", true)
        .addKeyValue("nothing", (Object) null)
        .addKeyValue("_aws", Map.of("Dimensions", List.of(List.of("operation"))))
        .log("Created");

    assertThat(lines)
        .containsExactly(
            "{\"timestamp\":\"2026-02-18T11:00:00.123Z\",\"level\":\"INFO\",\"message\":\"Created\","
                + "\"requestId\":\"1\",\"count\":3,\"large\":5000000000,\"paged\":true,\"nothing\":null,"
                + "\"_aws\":{\"Dimensions\":[[\"operation\"]]}}");
  }

  @Test
  void namesTheVersionOfTheFunction() {
    var writer = new JsonLineWriter(lines::add, () -> NOW, Optional.of("7"));

    new JsonLogger("io.entryguard.resources.Test", writer).info("Created");

    assertThat(lines)
        .containsExactly(
            "{\"timestamp\":\"2026-02-18T11:00:00.123Z\",\"level\":\"INFO\",\"message\":\"Created\","
                + "\"functionVersion\":\"7\"}");
  }

  @Test
  void namesTheLevel() {
    var cause = new IllegalStateException();

    log.info("a");
    log.warn("b");
    log.warn("c", cause);
    log.error("d", cause);

    assertThat(lines)
        .extracting(
            line -> line.replaceAll(".*\"level\":\"([A-Z]+)\",\"message\":\"(.)\".*", "$1 $2"))
        .containsExactly("INFO a", "WARN b", "WARN c", "ERROR d");
  }

  @Test
  void fillsArgumentsIn() {
    log.info("{} of {}", 1, 2);
    log.atInfo().addArgument(3).log("{} more");

    assertThat(lines)
        .extracting(line -> new ObjectMapper().readTree(line).get("message").textValue())
        .containsExactly("1 of 2", "3 more");
  }

  @Test
  void dropsWhatIsBelowTheThreshold() {
    Logger library = logger("software.amazon.awssdk.Test");

    log.debug("ours");
    log.trace("ours");
    library.info("theirs");
    library.atInfo().log("theirs");
    assertThat(lines).isEmpty();

    library.warn("theirs");
    library.error("theirs");
    assertThat(lines).hasSize(2);
  }

  @Test
  void isWhatSlf4jFinds() {
    assertThat(LoggerFactory.getLogger("io.entryguard.Any")).isInstanceOf(JsonLogger.class);
  }

  @Test
  void staysOnOneLineWhateverIsInAField() throws IOException {
    String hostile =
        "a\r\nb\u0000\t\u001B[31m\"},{\"level\":\"INFO\" é\uD83D\uDE00"
            + "\u007f\u0085\u2028\u2029\u202e\u2066\ufeff\u200b";

    log.atWarn().addKeyValue("reason", hostile).log(hostile);

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

    log.error("The request failed", cause);

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
        .contains(JsonLoggerTest.class.getName() + ".tellsTypesAndPlaces");
  }

  @Test
  void tellsTheReasonsOfCausesThatAreMadeForTheLogOutermostFirst() throws IOException {
    var inner = new Failure("the table is busy", new IOException(SECRET));
    var cause = new Failure("keys are out of reach", new IllegalStateException(SECRET, inner));

    log.atWarn().setCause(cause).log("The message comes again");
    log.atWarn()
        .setCause(cause)
        .addKeyValue("reason", "tried twice")
        .log("The message comes again");

    assertThat(lines)
        .extracting(line -> new ObjectMapper().readTree(line).get("reason").textValue())
        .containsExactly(
            "keys are out of reach: the table is busy",
            "tried twice: keys are out of reach: the table is busy");
    assertThat(lines).noneMatch(line -> line.contains(SECRET));
  }

  @Test
  void tellsOnlyTheTopOfADeepStack() throws IOException {
    log.error("Deep", thrownAtDepth(200));

    assertThat(onlyLine().get("cause").get(0).get("at")).hasSize(12);
  }

  @Test
  void tellsOnlyTheBeginningOfALongChain() throws IOException {
    var chain = new IllegalStateException();
    for (int i = 0; i < 1_000; i++) {
      chain = new IllegalStateException(chain);
    }

    log.error("Long", chain);

    assertThat(onlyLine().get("cause")).hasSize(8);
  }

  @Test
  @Timeout(10)
  void endsWhereCausesGoRoundInACircle() throws IOException {
    var first = new IllegalStateException();
    first.initCause(new IllegalArgumentException(first));

    log.error("Round", first);

    assertThat(onlyLine().get("cause")).hasSize(8);
  }

  @Test
  void writesACauseWithoutAStack() throws IOException {
    var cause = new IllegalStateException();
    cause.setStackTrace(new StackTraceElement[0]);

    log.error("Bare", cause);

    assertThat(onlyLine().get("cause").get(0).get("at")).isEmpty();
  }

  private static final class Failure extends RuntimeException implements SafeReason {
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
