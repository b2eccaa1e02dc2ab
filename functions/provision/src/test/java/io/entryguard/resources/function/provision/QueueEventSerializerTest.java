package io.entryguard.resources.function.provision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.entryguard.resources.testing.Repository;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QueueEventSerializerTest {
  private final QueueEventSerializer serializer = new QueueEventSerializer();

  private SQSEvent read(String json) {
    return serializer.fromJson(json, SQSEvent.class);
  }

  @Test
  void readsWhatIsUsedOfASample() throws IOException {
    Path file = Repository.path("events/provision-organization-changed.json");
    SQSEvent event;
    try (InputStream input = Files.newInputStream(file)) {
      event = serializer.fromJson(input, SQSEvent.class);
    }

    assertThat(event.getRecords()).hasSize(1);
    SQSMessage message = event.getRecords().getFirst();
    assertThat(message.getMessageId()).isEqualTo("059f36b4-87a3-44ab-83d2-661975830001");
    assertThat(message.getBody()).startsWith("{\"version\":\"0\"").endsWith("}}");
    assertThat(message.getAttributes()).contains(entry("ApproximateReceiveCount", "1"));
    assertThat(read(Files.readString(file)).getRecords().getFirst().getBody())
        .isEqualTo(message.getBody());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"messageAttributes\": {\"a\": {\"stringValue\": \"b\", \"dataType\": \"String\"}}",
        "\"messageAttributes\": {\"a\": {\"binaryValue\": \"?\", \"binaryListValues\": {}}}",
        "\"messageAttributes\": \"text\"",
        "\"eventSourceARN\": \"arn:aws:sqs:eu-central-1:123456789012:events\"",
        "\"new\": {\"a\": [1]}"
      })
  void cannotFailForWhatIsNotUsed(String member) {
    SQSEvent event =
        read("{\"next\": [], \"Records\": [{\"body\": \"{}\", %s}]}".formatted(member));

    assertThat(event.getRecords()).singleElement().extracting(SQSMessage::getBody).isEqualTo("{}");
  }

  @Test
  void writesWhichMessagesFailed() {
    assertThat(
            write(
                new SQSBatchResponse(
                    List.of(new BatchItemFailure("1"), new BatchItemFailure("\"2\"")))))
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"},"
                + "{\"itemIdentifier\":\"\\\"2\\\"\"}]}");
    assertThat(write(new SQSBatchResponse(List.of()))).isEqualTo("{\"batchItemFailures\":[]}");
  }

  private String write(SQSBatchResponse response) {
    var output = new ByteArrayOutputStream();
    serializer.toJson(response, output, SQSBatchResponse.class);
    return output.toString(UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"Records\": [", "nope"})
  void failsOnWhatIsNoJson(String json) {
    assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> read(json));
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() ->
            serializer.fromJson(new ByteArrayInputStream(json.getBytes(UTF_8)), SQSEvent.class));
  }
}
