package io.entryguard.resources.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.function.authorizer.keyring.Keyring;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** CloudFormation creates the stack as intended. */
@OnLocalStack
class DeployedStackTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Stack stack;

  DeployedStackTest(Stack stack) {
    this.stack = stack;
  }

  @Test
  void createsEveryResource() {
    assertThat(stack.resources())
        .hasSizeGreaterThanOrEqualTo(10)
        .allSatisfy((resource, status) -> assertThat(status).isEqualTo("CREATE_COMPLETE"));
  }

  @Test
  void deadLettersMessagesAfterFiveReceives() throws IOException {
    Map<QueueAttributeName, String> attributes = attributes("ProvisionQueueUrl");
    JsonNode redrive = JSON.readTree(attributes.get(QueueAttributeName.REDRIVE_POLICY));

    assertThat(attributes)
        .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "180")
        .containsEntry(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "true");
    assertThat(redrive.path("maxReceiveCount").asInt()).isEqualTo(5);
    assertThat(redrive.path("deadLetterTargetArn").asText())
        .isEqualTo(stack.output("ProvisionDeadLetterQueueArn"));
  }

  @Test
  void keepsDeadLettersForFourteenDays() {
    assertThat(attributes("ProvisionDeadLetterQueueUrl"))
        .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600")
        .containsEntry(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "true");
  }

  @Test
  void allowsTheRuleToSendToBothQueues() throws IOException {
    String rule = rule().arn();

    for (String queue : new String[] {"ProvisionQueueUrl", "ProvisionDeadLetterQueueUrl"}) {
      JsonNode allow =
          JSON.readTree(attributes(queue).get(QueueAttributeName.POLICY)).at("/Statement/0");
      assertThat(allow.path("Effect").asText()).isEqualTo("Allow");
      assertThat(allow.at("/Principal/Service").asText()).isEqualTo("events.amazonaws.com");
      assertThat(allow.at("/Condition/ArnEquals/aws:SourceArn").asText()).isEqualTo(rule);
    }
  }

  @Test
  void deadLettersUndeliveredEvents() {
    assertThat(rule().state()).isEqualTo(RuleState.ENABLED);
    assertThat(
            stack
                .eventBridge()
                .listTargetsByRule(request ->
                    request.eventBusName(stack.output("EventBusName")).rule(rule().name()))
                .targets())
        .singleElement()
        .satisfies(target -> {
          assertThat(target.arn()).isEqualTo(stack.output("ProvisionQueueArn"));
          assertThat(target.deadLetterConfig().arn())
              .isEqualTo(stack.output("ProvisionDeadLetterQueueArn"));
        });
  }

  @Test
  void expiresItemsOfTheTable() {
    TimeToLiveDescription timeToLive =
        stack
            .dynamoDb()
            .describeTimeToLive(request -> request.tableName(stack.output("TableName")))
            .timeToLiveDescription();

    assertThat(timeToLive.attributeName()).isEqualTo("ttl");
    assertThat(timeToLive.timeToLiveStatus()).isEqualTo(TimeToLiveStatus.ENABLED);
  }

  @Test
  void generatesTheFirstKeyring() {
    String secret =
        stack
            .secretsManager()
            .getSecretValue(request -> request.secretId(stack.output("KeyringArn")))
            .secretString();

    assertThat(Keyring.parse(secret)).isNotNull();
  }

  private Rule rule() {
    return stack
        .eventBridge()
        .listRules(request -> request.eventBusName(stack.output("EventBusName")))
        .rules()
        .getFirst();
  }

  private Map<QueueAttributeName, String> attributes(String url) {
    return stack
        .sqs()
        .getQueueAttributes(
            request -> request.queueUrl(stack.output(url)).attributeNames(QueueAttributeName.ALL))
        .attributes();
  }
}
