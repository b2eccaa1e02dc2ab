package io.entryguard.resources.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.change.PendingEvent;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.dynamodb.item.Item;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.function.publishchanges.EventBridgePublisher;
import io.entryguard.resources.function.publishchanges.OutboundEvent;
import io.entryguard.resources.function.publishchanges.PublishFunction;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.organization.CredentialId;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.organization.Provider;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.testing.Samples;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The path of changes from the table's stream to the bus or to an alarm. */
class PublishingTemplateTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Template TEMPLATE = RepositoryTemplate.read();
  private static final Map<String, Section> RESOURCES =
      RepositoryTemplate.tree().get("Resources").sections();

  /** How long DynamoDB keeps a stream's records. */
  private static final int STREAM_SECONDS = 24 * 60 * 60;

  private static Section properties(String resource) {
    Section section = RESOURCES.get(resource);
    assertThat(section).as(resource).isNotNull();
    return Objects.requireNonNull(section).get("Properties");
  }

  private static List<String> texts(Section list) {
    return list.items().stream().map(Section::text).toList();
  }

  @Test
  void routesRecordsFromTheStreamToTheFunction() {
    assertThat(TEMPLATE.stream().function()).isEqualTo("PublishChangesFunction");
    assertThat(TEMPLATE.stream().batchSize()).isEqualTo(100);
    assertThat(properties("PublishChangesMapping").get("EventSourceArn").text())
        .isEqualTo("Table.StreamArn");
  }

  @ParameterizedTest
  @CsvSource({
    "INSERT, RESOURCE#1,   true",
    "MODIFY, RESOURCE#1,   false",
    "REMOVE, RESOURCE#1,   true",
    "REMOVE, ORG,          false",
    "REMOVE, CREDENTIAL#1, false",
    "INSERT, EVENT#0#1,    true",
    "MODIFY, EVENT#0#1,    true",
    "REMOVE, EVENT#0#1,    false",
    "INSERT, USER#0#1,     false",
    "MODIFY, USER#0#1,     false",
    "INSERT, ORG,          false",
    "INSERT, CREDENTIAL#1, false",
    "INSERT, APIKEY,       false"
  })
  void invokesTheFunctionOnlyForPublishedChanges(String type, String sort, boolean matched)
      throws JsonProcessingException {
    assertThat(
            TEMPLATE.stream()
                .takes(
                    JSON.readTree(
                        """
                        {"eventName": "%s", "dynamodb": {"Keys": {"pk": {"S": "ORG#1"}, "sk": {"S": "%s"}}}}
                        """
                            .formatted(type, sort))))
        .isEqualTo(matched);
  }

  /** Verifications and sessions write the same items, and are announced to nobody. */
  @ParameterizedTest
  @CsvSource({
    "RESOURCE#1,   ResourceUpdated,               true",
    "RESOURCE#1,   ResourceVerificationRequested, true",
    "RESOURCE#1,   ResourceVerified,              false",
    "CREDENTIAL#1, ResourceUpdated,               false"
  })
  void callsTheFunctionForChangesThatSayThatTheyAreToBeAnnounced(
      String sort, String announced, boolean taken) throws JsonProcessingException {
    assertThat(takesAnnounced(sort, announced)).isEqualTo(taken);
  }

  /** A type that the filter does not name would never reach the function. */
  @Test
  void takesEveryEventThatAWriteAnnounces() throws JsonProcessingException {
    Resource resource = Samples.resource(Samples.spec(CredentialId.NIL, Provider.AWS));
    StoredResource stored = StoredResource.created(resource);
    List<StoredResource> written =
        List.of(
            stored.with(
                resource.spec(),
                true,
                Samples.NOW,
                new PendingEvent.Updated("change", List.of("isActive"))),
            stored.with(Samples.NOW, new PendingEvent.VerificationRequested("change")));
    assertThat(written)
        .extracting(after -> after.pendingEvent().orElseThrow())
        .extracting(Object::getClass)
        .containsExactlyInAnyOrder(PendingEvent.class.getPermittedSubclasses());

    for (StoredResource after : written) {
      String type = Item.of(ResourceItem.write(OrganizationId.NIL, after)).text("announced");
      assertThat(takesAnnounced("RESOURCE#1", type)).as(type).isTrue();
    }
  }

  private static boolean takesAnnounced(String sort, String type) throws JsonProcessingException {
    return TEMPLATE.stream()
        .takes(
            JSON.readTree(
                """
                {"eventName": "MODIFY", "dynamodb": {
                  "Keys": {"pk": {"S": "ORG#1"}, "sk": {"S": "%s"}},
                  "NewImage": {"announced": {"S": "%s"}}}}
                """
                    .formatted(sort, type)));
  }

  @Test
  void usesTheStoresItemTypes() {
    assertThat(Key.RESOURCE).isEqualTo("RESOURCE#");
    assertThat(IdempotencyKey.Origin.EVENT + "#").isEqualTo("EVENT#");
  }

  @Test
  void includesTheImagesThatTheFunctionReads() {
    assertThat(TEMPLATE.table().streamViewType()).isEqualTo("NEW_IMAGE");
  }

  @Test
  void publishesWithASourceThatTheServiceDoesNotReceive() {
    assertThat(TEMPLATE.events().sources()).doesNotContain(EventBridgePublisher.SOURCE);
  }

  @Test
  void allowsOnlyTheServicesSource() {
    Section put =
        FunctionRole.of("PublishChangesFunction").statements().stream()
            .filter(statement -> FunctionRole.resource(statement).equals("EventBus"))
            .findFirst()
            .orElseThrow();

    assertThat(texts(put.get("Action"))).containsExactly("events:PutEvents");
    // IAM may evaluate one source or one for each event; a missing source must not match.
    Section condition = put.get("Condition").withOnly(Set.of("ForAllValues:StringEquals", "Null"));
    assertThat(texts(condition.get("ForAllValues:StringEquals").get("events:source")))
        .containsExactly(EventBridgePublisher.SOURCE);
    assertThat(condition.get("Null").get("events:source").text()).isEqualTo("false");
  }

  @Test
  void retriesAlmostForTheStreamsRetentionAndThenDeadLetters() {
    Section mapping = properties("PublishChangesMapping");

    assertThat(mapping.get("MaximumRetryAttempts").number()).isEqualTo(-1);
    assertThat(mapping.get("MaximumRecordAgeInSeconds").number())
        .isBetween(STREAM_SECONDS / 2, STREAM_SECONDS - 60 * 60);
    assertThat(mapping.get("BisectBatchOnFunctionError").text()).isEqualTo("true");
    assertThat(mapping.get("DestinationConfig").get("OnFailure").get("Destination").text())
        .isEqualTo("PublishChangesDeadLetterQueue");
  }

  @Test
  void keepsDeadLettersForSqssMaximum() {
    Section queue = properties("PublishChangesDeadLetterQueue");

    assertThat(queue.get("MessageRetentionPeriod").number()).isEqualTo(14 * STREAM_SECONDS);
    assertThat(queue.get("SqsManagedSseEnabled").text()).isEqualTo("true");
  }

  @Test
  void requiresTlsForTheQueue() {
    Section policy = properties("PublishChangesQueuePolicy");
    List<Section> statements = policy.get("PolicyDocument").get("Statement").items();

    assertThat(texts(policy.get("Queues"))).containsExactly("PublishChangesDeadLetterQueue");
    assertThat(statements).hasSize(1);
    Section deny = statements.getFirst();
    assertThat(deny.get("Effect").text()).isEqualTo("Deny");
    assertThat(deny.get("Principal").text()).isEqualTo("*");
    assertThat(deny.get("Action").text()).isEqualTo("sqs:*");
    assertThat(deny.get("Resource").text()).isEqualTo("PublishChangesDeadLetterQueue");
    assertThat(deny.get("Condition").get("Bool").get("aws:SecureTransport").text())
        .isEqualTo("false");
  }

  @ParameterizedTest
  @CsvSource({
    "PublishChangesDeadLetterAlarm, AWS/SQS, ApproximateNumberOfMessagesVisible, QueueName,"
        + " PublishChangesDeadLetterQueue",
    "PublishChangesDelayAlarm, AWS/Lambda, IteratorAge, FunctionName, PublishChangesFunction"
  })
  void watchesIteratorAgeAndDeadLetters(
      String alarm, String namespace, String metric, String dimension, String value) {
    Section properties = properties(alarm);
    List<Section> dimensions = properties.get("Dimensions").items();

    assertThat(properties.get("Namespace").text()).isEqualTo(namespace);
    assertThat(properties.get("MetricName").text()).isEqualTo(metric);
    assertThat(dimensions).hasSize(1);
    assertThat(dimensions.getFirst().get("Name").text()).isEqualTo(dimension);
    assertThat(dimensions.getFirst().get("Value").text()).isEqualTo(value);
  }

  @Test
  void watchesTheLogForUnpublishableChanges() {
    Section filter = properties("PublishChangesUnannounceableFilter");
    Section transformation = filter.get("MetricTransformations").items().getFirst();
    Section alarm = properties("PublishChangesUnannounceableAlarm");

    assertThat(filter.get("LogGroupName").text()).isEqualTo("PublishChangesFunctionLogGroup");
    assertThat(filter.get("FilterPattern").text())
        .isEqualTo('"' + PublishFunction.CANNOT_BE_ANNOUNCED + '"');
    assertThat(alarm.get("Namespace").text())
        .isEqualTo(transformation.get("MetricNamespace").text());
    assertThat(alarm.get("MetricName").text()).isEqualTo(transformation.get("MetricName").text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PublishChangesDeadLetterAlarm",
        "PublishChangesDelayAlarm",
        "PublishChangesUnannounceableAlarm"
      })
  void notifiesTheTopicOfAlarmAndRecovery(String alarm) {
    assertThat(texts(properties(alarm).get("AlarmActions"))).containsExactly("AlarmTopic");
    assertThat(texts(properties(alarm).get("OKActions"))).containsExactly("AlarmTopic");
    assertThat(properties(alarm).get("TreatMissingData").text()).isEqualTo("notBreaching");
  }

  @Test
  void publishesNoTypeWithoutASchema() {
    assertThat(Stream.of(OutboundEvent.class.getPermittedSubclasses()).map(Class::getSimpleName))
        .allSatisfy(type ->
            assertThat(RepositoryTemplate.HOME.resolve("docs/events/" + type + ".schema.json"))
                .isRegularFile());
  }
}
