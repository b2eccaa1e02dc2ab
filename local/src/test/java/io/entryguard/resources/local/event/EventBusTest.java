package io.entryguard.resources.local.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventBusTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVENT =
      "{\"source\":\"product\",\"detail-type\":\"Changed\",\"detail\":%s}";
  private static final String ENTRY =
      "{\"Source\":\"product\",\"DetailType\":\"Changed\",\"Detail\":\"{}\"%s}";

  @TempDir private static Path folder;

  private static EventBus bus;

  @BeforeAll
  static void start() throws IOException {
    bus = FakeEventBus.in(folder, Instant.parse("2026-02-18T11:00:00.123Z"));
  }

  @Test
  void deliversAMessageInTheFormatOfSqs() throws Exception {
    JsonNode batch = delivered(EVENT.formatted("{}"));

    assertThat(batch.path("Records")).hasSize(1);
    ObjectNode message = (ObjectNode) batch.at("/Records/0");
    message.remove("body");
    assertThat(message)
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "messageId": "message-1",
                  "receiptHandle": "message-1",
                  "attributes": {
                    "ApproximateReceiveCount": "1",
                    "SentTimestamp": "1771412400123",
                    "SenderId": "000000000000",
                    "ApproximateFirstReceiveTimestamp": "1771412400123"
                  },
                  "messageAttributes": {},
                  "eventSource": "aws:sqs",
                  "eventSourceARN": "arn:aws:sqs:eu-central-1:000000000000:Queue",
                  "awsRegion": "eu-central-1"
                }
                """));
  }

  @Test
  void addsTheMembersThatEventBridgeSets() throws Exception {
    assertThat(body(EVENT.formatted("{}")))
        .isEqualTo(
            JSON.readTree(
                """
                {
                  "version": "0",
                  "id": "message-1",
                  "account": "000000000000",
                  "time": "2026-02-18T11:00:00Z",
                  "region": "eu-central-1",
                  "resources": [],
                  "source": "product",
                  "detail-type": "Changed",
                  "detail": {}
                }
                """));
  }

  @Test
  void keepsACompleteEventUnchanged() throws Exception {
    String event =
        """
        { "version": "0", "id": "event-7", "detail-type": "Changed", "source": "product",
          "account": "123456789012", "time": "2026-01-01T00:00:00Z", "region": "eu-west-1",
          "resources": ["a"], "detail": {"n": 1.50, "n": 1e2} }\
        """;

    assertThat(delivered(event).at("/Records/0/body").asText()).isEqualTo(event);
    assertThat(bus.read(event)).extracting(Event::id).containsExactly("event-7");
  }

  @Test
  void keepsTheDetailVerbatim() throws Exception {
    String detail = "{ \"n\": 1.50,\"text\" :\"\\u00fc\" }";

    assertThat(delivered(EVENT.formatted(detail)).at("/Records/0/body").asText())
        .contains("\"detail\":" + detail);
    assertThat(
            delivered(
                    ENTRY
                        .replace("{}", detail.replace("\\", "\\\\").replace("\"", "\\\""))
                        .formatted(""))
                .at("/Records/0/body")
                .asText())
        .contains("\"detail\":" + detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                    | 2026-02-18T11:00:00Z | []
          ,"Time":1767225600                    | 2026-01-01T00:00:00Z | []
          ,"Time":"2026-01-01T00:00:00Z"        | 2026-01-01T00:00:00Z | []
          ,"Resources":["arn:aws:iam::1:role/r"] | 2026-02-18T11:00:00Z | ["arn:aws:iam::1:role/r"]
          ,"EventBusName":"bus"                 | 2026-02-18T11:00:00Z | []
          """)
  void convertsAnEntryOfPutEvents(String members, String time, String resources) throws Exception {
    JsonNode event = body(ENTRY.formatted(members));

    assertThat(event)
        .isEqualTo(
            JSON.readTree(
                """
                {"version":"0","id":"message-1","source":"product","detail-type":"Changed",
                 "account":"000000000000","time":"%s","region":"eu-central-1","resources":%s,
                 "detail":{}}
                """
                    .formatted(time, resources)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "give-back" | It is no good (detail.tier)
          "silent"    | The function logged nothing.
          "throw"     | The function failed: its log says more.
          """)
  void reportsWhyTheFunctionFailed(String detail, String reason) throws Exception {
    assertThat(put(EVENT.formatted(detail))).isEqualTo(new EventOutcome.Failed(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"source":"product.own","detail-type":"Changed","detail":{}}                          | No rule takes the source product.own.
          {"Source":"Product","DetailType":"Changed","Detail":"{}"}                             | No rule takes the source Product.
          {"Source":"product","DetailType":"Changed","Detail":"{}","EventBusName":"default"}    | It is for the bus default, and there is bus only.
          {"Source":"product","DetailType":"Changed","Detail":"{}","EventBusName":"arn:aws:events:eu-central-1:1:event-bus/other"} | It is for the bus arn:aws:events:eu-central-1:1:event-bus/other, and there is bus only.
          """)
  void doesNotDeliverAnEventThatTheRuleDoesNotMatch(String event, String reason) throws Exception {
    assertThat(put(event)).isEqualTo(new EventOutcome.NotMatched(reason));
  }

  @Test
  void acceptsTheArnOfItsBus() throws Exception {
    String arn = ",\"EventBusName\":\"arn:aws:events:eu-central-1:1:event-bus/bus\"";

    assertThat(put(ENTRY.formatted(arn))).isInstanceOf(EventOutcome.Done.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[%s,%s]", " [ %s , %s ] ", "{\"Entries\":[%s,%s]}"})
  void readsSeveralEvents(String several) throws Exception {
    String first = ENTRY.formatted("");
    String second = first.replace("Changed", "Other");

    assertThat(bus.read(several.formatted(first, second)))
        .extracting(Event::detailType)
        .containsExactly("Changed", "Other");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                       | An event is a JSON object.
          {"source"                                                | The body is not JSON.
          []                                                       | There is no event in the body.
          {"Entries":[]}                                           | There is no event in the body.
          {} {}                                                    | There is more than one document in the body.
          null                                                     | An event is a JSON object.
          "event"                                                  | An event is a JSON object.
          [[]]                                                     | An event is a JSON object.
          {}                                                       | Event 1 is neither
          {"source":"product","detail-type":"Changed"}             | Event 1 is neither
          {"source":"product","detail-type":1,"detail":{}}         | Event 1 is neither
          {"Type":"Notification","Message":"{}"}                   | Event 1 is neither
          {"Source":"product","DetailType":"Changed","Detail":{}}  | Event 1 is neither
          {"Source":"product","DetailType":"Changed","Detail":"x"} | Event 1: Detail is not the text of a JSON object.
          {"Source":"product","DetailType":"Changed","Detail":"1"} | Event 1: Detail is not the text of a JSON object.
          """)
  void rejectsAnythingButAnEvent(String json, String problem) {
    assertThatExceptionOfType(MalformedEventException.class)
        .isThrownBy(() -> bus.read(json))
        .extracting(MalformedEventException::getMessage)
        .asString()
        .startsWith(problem);
  }

  @Test
  void reportsWhichOfSeveralIsMalformed() {
    assertThatExceptionOfType(MalformedEventException.class)
        .isThrownBy(() -> bus.read("[" + ENTRY.formatted("") + ",{}]"))
        .extracting(MalformedEventException::getMessage)
        .asString()
        .startsWith("Event 2 is neither");
  }

  private static EventOutcome put(String json) throws MalformedEventException {
    return bus.put(bus.read(json).getFirst());
  }

  /** Returns the event that the fake function logged. */
  private static JsonNode delivered(String json) throws Exception {
    EventOutcome outcome = put(json);
    assertThat(outcome).isInstanceOf(EventOutcome.Done.class);
    return JSON.readTree(outcome.reason());
  }

  private static JsonNode body(String json) throws Exception {
    return JSON.readTree(delivered(json).at("/Records/0/body").asText());
  }
}
