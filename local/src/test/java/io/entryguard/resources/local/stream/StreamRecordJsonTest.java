package io.entryguard.resources.local.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

class StreamRecordJsonTest {
  private static final Map<String, AttributeValue> KEYS =
      Map.of("pk", AttributeValue.fromS("ORG#1"));

  private static Record record(OperationType type, StreamRecord.Builder change) {
    return Record.builder()
        .eventID("event-1")
        .eventName(type)
        .eventVersion("1.1")
        .dynamodb(
            change
                .approximateCreationDateTime(Instant.parse("2026-02-18T11:00:00Z"))
                .keys(KEYS)
                .sequenceNumber("11")
                .sizeBytes(26L)
                .streamViewType(StreamViewType.NEW_IMAGE)
                .build())
        .build();
  }

  @Test
  void writesARecordAsLambdaDoes() throws IOException {
    Record inserted = record(OperationType.INSERT, StreamRecord.builder().newImage(KEYS));

    assertThat(new ObjectMapper().readTree(StreamRecordJson.of(inserted, "arn-1").toString()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"eventID": "event-1", "eventName": "INSERT", "eventVersion": "1.1",
                     "eventSource": "aws:dynamodb", "awsRegion": "eu-central-1",
                     "dynamodb": {
                       "ApproximateCreationDateTime": 1771412400,
                       "Keys": {"pk": {"S": "ORG#1"}}, "NewImage": {"pk": {"S": "ORG#1"}},
                       "SequenceNumber": "11", "SizeBytes": 26, "StreamViewType": "NEW_IMAGE"},
                     "eventSourceARN": "arn-1"}
                    """));
  }

  @Test
  void omitsAMissingImage() {
    Record removed = record(OperationType.REMOVE, StreamRecord.builder());

    assertThat(StreamRecordJson.of(removed, "arn-1").path("dynamodb").has("NewImage")).isFalse();
  }

  @Test
  void writesAttributesOfEveryType() throws IOException {
    SdkBytes bytes = SdkBytes.fromUtf8String("a");
    Record record =
        record(
            OperationType.MODIFY,
            StreamRecord.builder()
                .oldImage(Map.of("a", AttributeValue.fromBool(false)))
                .newImage(
                    Map.of(
                        "s", AttributeValue.fromS("a"),
                        "n", AttributeValue.fromN("1.50"),
                        "b", AttributeValue.fromB(bytes),
                        "bool", AttributeValue.fromBool(true),
                        "nul", AttributeValue.fromNul(true),
                        "ss", AttributeValue.fromSs(List.of("a", "b")),
                        "ns", AttributeValue.fromNs(List.of("1", "2")),
                        "bs", AttributeValue.fromBs(List.of(bytes)),
                        "m", AttributeValue.fromM(Map.of("x", AttributeValue.fromS("y"))),
                        "l", AttributeValue.fromL(List.of(AttributeValue.fromN("3"))))));

    assertThat(StreamRecordJson.of(record, "arn-1").at("/dynamodb/NewImage"))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"s": {"S": "a"}, "n": {"N": "1.50"}, "b": {"B": "YQ=="}, "bool": {"BOOL": true},
                     "nul": {"NULL": true}, "ss": {"SS": ["a", "b"]}, "ns": {"NS": ["1", "2"]},
                     "bs": {"BS": ["YQ=="]}, "m": {"M": {"x": {"S": "y"}}}, "l": {"L": [{"N": "3"}]}}
                    """));
    assertThat(StreamRecordJson.of(record, "arn-1").at("/dynamodb/OldImage/a/BOOL").asBoolean(true))
        .isFalse();
  }
}
