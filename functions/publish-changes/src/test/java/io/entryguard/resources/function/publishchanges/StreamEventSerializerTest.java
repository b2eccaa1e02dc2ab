package io.entryguard.resources.function.publishchanges;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.entryguard.resources.testing.Repository;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamEventSerializerTest {
  private final StreamEventSerializer serializer = new StreamEventSerializer();

  private DynamodbEvent read(String json) {
    return serializer.fromJson(json, DynamodbEvent.class);
  }

  private DynamodbStreamRecord readRecord(String record) {
    return read("{\"Records\": [" + record + "]}").getRecords().getFirst();
  }

  @Test
  void readsWhatIsUsedOfASample() throws IOException {
    Path file = Repository.path("events/publish-resource-created.json");
    DynamodbEvent event;
    try (InputStream input = Files.newInputStream(file)) {
      event = serializer.fromJson(input, DynamodbEvent.class);
    }

    assertThat(event.getRecords()).hasSize(1);
    DynamodbStreamRecord record = event.getRecords().getFirst();
    assertThat(record.getEventName()).isEqualTo("INSERT");
    assertThat(record.getDynamodb().getSequenceNumber()).isEqualTo("100000000003498069978");
    Map<String, AttributeValue> image = record.getDynamodb().getNewImage();
    assertThat(image).hasSize(12);
    assertThat(image)
        .containsEntry("name", new AttributeValue("Production API Gateway"))
        .containsEntry("isActive", new AttributeValue().withBOOL(false));
    assertThat(read(Files.readString(file))).isEqualTo(event);
  }

  @Test
  void readsTextNumbersAndBooleans() {
    Map<String, AttributeValue> image =
        readRecord(
                """
                {"dynamodb": {"NewImage": {
                  "text": {"S": "東\\n"}, "number": {"N": "1771412400"}, "yes": {"BOOL": true},
                  "nothing": {"NULL": true}, "list": {"L": [{"S": "a"}]}, "odd": "text"}}}
                """)
            .getDynamodb()
            .getNewImage();

    assertThat(image)
        .isEqualTo(
            Map.of(
                "text", new AttributeValue("東\n"),
                "number", new AttributeValue().withN("1771412400"),
                "yes", new AttributeValue().withBOOL(true),
                "nothing", new AttributeValue(),
                "list", new AttributeValue(),
                "odd", new AttributeValue()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "[]",
        "5",
        "{\"Records\": []}",
        "{\"Records\": null}",
        "{\"Records\": {\"dynamodb\": {}}}",
        "{\"records\": [{}]}"
      })
  void readsNoRecordsWhereThereAreNone(String json) {
    assertThat(read(json).getRecords()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "5", "[]", "{}", "{\"eventName\": [], \"Dynamodb\": {\"a\": 1}}"})
  void readsAnEmptyRecordForOneOfAnotherKind(String json) {
    DynamodbStreamRecord record = readRecord(json);

    assertThat(record.getEventName()).isNull();
    assertThat(record.getDynamodb()).isNull();
  }

  @Test
  void writesFromWhereOnItFailed() {
    assertThat(write(new StreamsEventResponse(List.of(new BatchItemFailure("13")))))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"13\"}]}");
    assertThat(write(new StreamsEventResponse(List.of()))).isEqualTo("{\"batchItemFailures\":[]}");
  }

  private String write(StreamsEventResponse response) {
    var output = new ByteArrayOutputStream();
    serializer.toJson(response, output, StreamsEventResponse.class);
    return output.toString(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"Records\": [", "nope"})
  void failsOnWhatIsNoJson(String json) {
    assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> read(json));
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() ->
            serializer.fromJson(
                new ByteArrayInputStream(json.getBytes(UTF_8)), DynamodbEvent.class));
  }

  @Test
  void readsAndWritesNoOtherTypes() {
    assertThatIllegalArgumentException().isThrownBy(() -> serializer.fromJson("{}", String.class));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> serializer.toJson("text", new ByteArrayOutputStream(), String.class));
  }
}
