package io.entryguard.resources.function.publishchanges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.entryguard.resources.testing.TestRuntime;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PublishChangesHandlerTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "EVENT_BUS_NAME", "entryguard",
          "AWS_REGION", "eu-central-1",
          "EVENT_BRIDGE_ENDPOINT", "");

  @Test
  void startsByItsVariablesAndIsDoneWithWhatNobodyNeedsToHearOf() {
    var runtime =
        new TestRuntime<>(
            new PublishChangesHandler(ENVIRONMENT),
            DynamodbEvent.class,
            StreamsEventResponse.class);

    assertThat(
            runtime.run(
                """
                {"Records": [{"eventName": "INSERT", "dynamodb": {"SequenceNumber": "1",
                  "NewImage": {"pk": {"S": "APIKEY#1"}, "sk": {"S": "APIKEY"}}}}]}
                """))
        .isEqualTo("{\"batchItemFailures\":[]}");
  }

  @Test
  void namesEveryVariableThatIsMissing() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new PublishChangesHandler(Map.of()))
        .withMessage("Environment variables: EVENT_BUS_NAME is missing; AWS_REGION is missing");
  }
}
