package io.entryguard.resources.function.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.entryguard.resources.testing.TestRuntime;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProvisionHandlerTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "TABLE_NAME", "resources",
          "AWS_REGION", "eu-central-1",
          "DYNAMODB_ENDPOINT", "",
          "FREE_RESOURCE_LIMIT", "3",
          "MAX_RECEIVE_COUNT", "5");

  @Test
  void startsByItsVariablesAndReportsWhatNeedsNoStore() {
    var runtime =
        new TestRuntime<>(
            new ProvisionHandler(ENVIRONMENT), SQSEvent.class, SQSBatchResponse.class);

    assertThat(runtime.run("{\"Records\": [{\"messageId\": \"1\", \"body\": \"poison\"}]}"))
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}");
  }

  @Test
  void namesEveryVariableThatIsMissing() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new ProvisionHandler(Map.of()))
        .withMessage(
            "Environment variables: TABLE_NAME is missing; AWS_REGION is missing;"
                + " FREE_RESOURCE_LIMIT is missing; MAX_RECEIVE_COUNT is missing");
  }

  @Test
  void refusesAQueueThatHandsNothingOn() {
    Map<String, String> environment =
        Map.of(
            "TABLE_NAME", "resources",
            "AWS_REGION", "eu-central-1",
            "FREE_RESOURCE_LIMIT", "3",
            "MAX_RECEIVE_COUNT", "0");

    assertThatIllegalStateException()
        .isThrownBy(() -> new ProvisionHandler(environment))
        .withMessage("Environment variables: MAX_RECEIVE_COUNT must be at least 1");
  }
}
