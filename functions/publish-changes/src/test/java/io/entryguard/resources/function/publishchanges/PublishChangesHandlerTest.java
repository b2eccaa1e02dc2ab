package io.entryguard.resources.function.publishchanges;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.entryguard.resources.testing.TestContext;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class PublishChangesHandlerTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "EVENT_BUS_NAME", "entryguard",
          "AWS_REGION", "eu-central-1",
          "EVENT_BRIDGE_ENDPOINT", "");

  @Test
  void startsByItsVariablesAndIsDoneWithWhatNobodyNeedsToHearOf() {
    var serializer = new StreamEventSerializer();
    DynamodbEvent batch =
        serializer.fromJson(
            """
            {"Records": [{"eventName": "INSERT", "dynamodb": {"SequenceNumber": "1",
              "NewImage": {"pk": {"S": "APIKEY#1"}, "sk": {"S": "APIKEY"}}}}]}
            """,
            DynamodbEvent.class);
    var output = new ByteArrayOutputStream();

    serializer.toJson(
        new PublishChangesHandler(ENVIRONMENT).handleRequest(batch, new TestContext()),
        output,
        StreamsEventResponse.class);

    assertThat(output.toString(UTF_8)).isEqualTo("{\"batchItemFailures\":[]}");
  }

  @Test
  void namesEveryVariableThatIsMissing() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new PublishChangesHandler(Map.of()))
        .withMessage("Environment variables: EVENT_BUS_NAME is missing; AWS_REGION is missing");
  }

  @Test
  void hasOneSerializer() {
    assertThat(ServiceLoader.load(CustomPojoSerializer.class))
        .singleElement()
        .isInstanceOf(StreamEventSerializer.class);
  }
}
