package io.entryguard.resources.function.publishchanges;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import io.entryguard.resources.testing.Repository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
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

  @Test
  void readsWhatIsUsedOfASample() throws IOException {
    DynamodbEvent event =
        read(Files.readString(Repository.path("events/publish-resource-created.json")));

    assertThat(event.getRecords()).hasSize(1);
    DynamodbStreamRecord record = event.getRecords().getFirst();
    assertThat(record.getEventName()).isEqualTo("INSERT");
    assertThat(record.getDynamodb().getSequenceNumber()).isEqualTo("100000000003498069978");
    assertThat(record.getDynamodb().getNewImage())
        .hasSize(12)
        .containsEntry("name", new AttributeValue("Production API Gateway"))
        .containsEntry("isActive", new AttributeValue().withBOOL(false));
  }

  @Test
  void readsTextNumbersAndBooleans() {
    Map<String, AttributeValue> image =
        read("""
        {"Records": [{"dynamodb": {"NewImage": {
          "text": {"S": "東\\n"}, "number": {"N": "1771412400"}, "yes": {"BOOL": true},
          "nothing": {"NULL": true}, "list": {"L": [{"S": "a"}]}, "bytes": {"B": "AQI="},
          "map": {"M": {"S": {"N": "1"}}}, "set": {"NS": ["1"]}, "S": {"S": "s"}}}}]}
        """)
            .getRecords()
            .getFirst()
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
                "bytes", new AttributeValue(),
                "map", new AttributeValue(),
                "set", new AttributeValue(),
                "S", new AttributeValue("s")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"ApproximateCreationDateTime\": 1771412400",
        "\"ApproximateCreationDateTime\": 1.771412400123E9",
        "\"ApproximateCreationDateTime\": \"yesterday\"",
        "\"Keys\": {\"pk\": \"text\"}",
        "\"OldImage\": []",
        "\"StreamViewType\": \"SOME_OTHER\"",
        "\"SizeBytes\": 12345678901234567890",
        "\"New\": {\"a\": [1]}"
      })
  void cannotFailForWhatIsNotUsed(String member) {
    DynamodbStreamRecord record =
        read("""
        {"Records": [{"eventName": "REMOVE", "userIdentity": {"type": "Service"}, "new": [],
          "dynamodb": {"SequenceNumber": "1", %s}}], "next": {"a": 1}}
        """
                .formatted(member))
            .getRecords()
            .getFirst();

    assertThat(record.getEventName()).isEqualTo("REMOVE");
    assertThat(record.getDynamodb().getSequenceNumber()).isEqualTo("1");
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
}
