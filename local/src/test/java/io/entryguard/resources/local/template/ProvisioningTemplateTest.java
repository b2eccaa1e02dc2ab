package io.entryguard.resources.local.template;

import static io.entryguard.resources.local.template.RepositoryTemplate.properties;
import static io.entryguard.resources.local.template.RepositoryTemplate.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The path of events from the bus to the function or the dead-letter queue. */
class ProvisioningTemplateTest {
  private static final Template TEMPLATE = RepositoryTemplate.read();
  private static final FunctionDefinition FUNCTION = TEMPLATE.function("ProvisionFunction");

  @Test
  void routesEventsFromTheBusToTheFunction() {
    EventsDefinition events = TEMPLATE.events();

    assertThat(events.bus()).isEqualTo(LocalAws.STACK);
    assertThat(events.sources()).containsExactly("entryguard");
    assertThat(events.queue()).isEqualTo("ProvisionQueue");
    assertThat(events.function()).isEqualTo("ProvisionFunction");
    assertThat(properties("ProvisionRule").get("EventBusName").text()).isEqualTo("EventBus");
  }

  /** Two stacks can exist in one account. */
  @Test
  void createsABusNamedAfterTheStackOrUsesAnExistingOne() {
    Map<String, String> existing = Map.of("EventBusName", "product");
    Template template =
        TemplateReader.read(RepositoryTemplate.HOME.resolve("template.yaml"), existing);

    assertThat(RepositoryTemplate.tree().get("Resources").get("EventBus").get("Condition").text())
        .isEqualTo("HasOwnBus");
    assertThat(properties("EventBus").get("Name").text()).isEqualTo(LocalAws.STACK);
    assertThat(template.events().bus()).isEqualTo("product");
    assertThat(template.function("PublishChangesFunction").environment())
        .containsEntry("EVENT_BUS_NAME", "product");
    assertThat(
            RepositoryTemplate.tree(existing).get("Outputs").get("EventBusArn").get("Value").text())
        .endsWith(":event-bus/product");
  }

  /** Explicit names contain the stack's name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Name",
        "LogGroupName",
        "DashboardName",
        "FunctionName",
        "TableName",
        "QueueName",
        "TopicName",
        "RoleName",
        "AlarmName",
        "BucketName"
      })
  void hasNoNamesThatCollideBetweenStacks(String property) {
    RepositoryTemplate.tree()
        .get("Resources")
        .sections()
        .forEach((name, resource) ->
            resource
                .optional("Properties")
                .flatMap(properties -> properties.optional(property))
                .filter(value -> !name.equals("DomainRecord"))
                .filter(value -> !resource.get("Type").text().endsWith("EventSourceMapping"))
                .ifPresent(value -> {
                  if (!RepositoryTemplate.tree()
                      .get("Resources")
                      .sections()
                      .containsKey(value.text())) {
                    assertThat(value.text()).as(name).contains(LocalAws.STACK);
                  }
                }));
  }

  @Test
  void setsTheVisibilityTimeoutToSixTimesTheTimeoutAndTheWindow() {
    int window = properties("ProvisionMapping").get("MaximumBatchingWindowInSeconds").number();

    assertThat(properties("ProvisionQueue").get("VisibilityTimeout").number())
        .isGreaterThanOrEqualTo(6 * Math.toIntExact(FUNCTION.timeout().toSeconds()) + window);
  }

  @Test
  void setsMaxReceiveCountOfTheFunction() {
    Section redrive = properties("ProvisionQueue").get("RedrivePolicy");

    assertThat(redrive.get("deadLetterTargetArn").text()).isEqualTo("ProvisionDeadLetterQueue");
    assertThat(redrive.get("maxReceiveCount").number()).isEqualTo(5);
    assertThat(FUNCTION.environment()).containsEntry("MAX_RECEIVE_COUNT", "5");
  }

  @Test
  void keepsDeadLettersForSqssMaximum() {
    int kept = properties("ProvisionDeadLetterQueue").get("MessageRetentionPeriod").number();

    assertThat(kept).isEqualTo(14 * 24 * 60 * 60);
    assertThat(properties("ProvisionQueue").get("MessageRetentionPeriod").number())
        .isLessThan(kept);
    assertThat(
            properties("ProvisionRule")
                .get("Targets")
                .items()
                .getFirst()
                .get("DeadLetterConfig")
                .get("Arn")
                .text())
        .isEqualTo("ProvisionDeadLetterQueue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ProvisionQueue", "ProvisionDeadLetterQueue"})
  void encryptsAQueueWithoutAnAwsManagedKey(String queue) {
    assertThat(properties(queue).get("SqsManagedSseEnabled").text()).isEqualTo("true");
    assertThat(properties(queue).optional("KmsMasterKeyId")).isEmpty();
  }

  @Test
  void allowsOnlyTheRuleOverTlsToSend() {
    Section policy = properties("ProvisionQueuePolicy");
    List<String> queues = List.of("ProvisionQueue", "ProvisionDeadLetterQueue");
    List<Section> statements = policy.get("PolicyDocument").get("Statement").items();

    assertThat(texts(policy.get("Queues"))).isEqualTo(queues);
    assertThat(statements).hasSize(2);
    Section allow = statements.getFirst();
    assertThat(allow.get("Effect").text()).isEqualTo("Allow");
    assertThat(allow.get("Principal").get("Service").text()).isEqualTo("events.amazonaws.com");
    assertThat(allow.get("Action").text()).isEqualTo("sqs:SendMessage");
    assertThat(texts(allow.get("Resource"))).isEqualTo(queues);
    assertThat(allow.get("Condition").get("ArnEquals").get("aws:SourceArn").text())
        .isEqualTo("ProvisionRule");
    Section deny = statements.getLast();
    assertThat(deny.get("Effect").text()).isEqualTo("Deny");
    assertThat(deny.get("Principal").text()).isEqualTo("*");
    assertThat(texts(deny.get("Resource"))).isEqualTo(queues);
    assertThat(deny.get("Condition").get("Bool").get("aws:SecureTransport").text())
        .isEqualTo("false");
  }

  @Test
  void deliversMessagesAtOnceAndReportsFailuresByMessage() {
    Section mapping = properties("ProvisionMapping");

    assertThat(texts(mapping.get("FunctionResponseTypes")))
        .containsExactly("ReportBatchItemFailures");
    assertThat(mapping.get("BatchSize").number()).isEqualTo(10);
    assertThat(mapping.get("MaximumBatchingWindowInSeconds").number()).isZero();
    // The minimum of AWS.
    assertThat(mapping.get("ScalingConfig").get("MaximumConcurrency").number()).isBetween(2, 100);
  }

  @Test
  void watchesBothQueues() {
    assertThat(queueOf("ProvisionDeadLetterAlarm")).isEqualTo("ProvisionDeadLetterQueue");
    assertThat(queueOf("ProvisionBacklogAlarm")).isEqualTo("ProvisionQueue");
  }

  @Test
  void alarmsOnAgesBeyondTheCountedRetries() {
    int hidden = properties("ProvisionQueue").get("VisibilityTimeout").number();

    // SQS excludes messages that were received more than three times.
    assertThat(properties("ProvisionBacklogAlarm").get("Threshold").number())
        .isGreaterThan(3 * hidden);
  }

  private static String queueOf(String alarm) {
    return properties(alarm).get("Dimensions").items().getFirst().get("Value").text();
  }
}
