package io.entryguard.resources.function.publishchanges;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.testing.LogLines;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.TestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;

final class PublishFunctionTest {
  private static final PublishResult PUBLISHED = new PublishResult.Published();

  private final OrganizationId organization = Samples.organizationId();
  private final List<OutboundEvent> published = new ArrayList<>();
  @RegisterExtension private final LogLines logLines = new LogLines();

  /** Hands the records to a function whose publisher answers this. */
  private List<String> publish(List<DynamodbStreamRecord> records, PublishResult... results) {
    var function =
        new PublishFunction((events, _) -> {
          published.addAll(events);
          return List.of(results);
        });
    return failures(function.handle(StreamRecords.batch(records), new TestContext()));
  }

  private static List<String> failures(StreamsEventResponse response) {
    return response.getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private DynamodbStreamRecord created(String sequenceNumber) {
    return StreamRecords.inserted(
        sequenceNumber, organization, OutboundEvents.resource(organization));
  }

  private DynamodbStreamRecord unpublished(String sequenceNumber) {
    return StreamRecords.record(
        OperationType.INSERT,
        sequenceNumber,
        Map.of("pk", AttributeValue.fromS("APIKEY#1"), "sk", AttributeValue.fromS("APIKEY")));
  }

  private DynamodbStreamRecord unreadable(String sequenceNumber) {
    return StreamRecords.record(
        OperationType.INSERT,
        sequenceNumber,
        Map.of(
            "pk", AttributeValue.fromS("ORG#" + organization),
            "sk", AttributeValue.fromS("RESOURCE#019c7068-2780-7b1e-9c55-0d4b7f1f6a10"),
            "name", AttributeValue.fromS("secret")));
  }

  @Test
  void publishesWhatTheRecordsTellInTheirOrder() {
    Resource resource = OutboundEvents.resource(organization);
    var completed = OutboundEvents.completed("request-1", resource.id());
    var refused = OutboundEvents.refused("request-2");

    assertThat(
            publish(
                List.of(
                    StreamRecords.inserted("1", organization, resource),
                    unpublished("2"),
                    StreamRecords.inserted("3", organization, completed),
                    StreamRecords.inserted("4", organization, refused)),
                PUBLISHED,
                PUBLISHED,
                PUBLISHED))
        .isEmpty();

    assertThat(published)
        .containsExactly(
            new OutboundEvent.ResourceCreated(organization, resource, 0),
            OutboundEvent.of(organization, completed),
            OutboundEvent.of(organization, refused));
    assertThat(logLines)
        .hasSize(3)
        .allSatisfy(line ->
            assertThat(line)
                .contains("\"level\":\"INFO\"", "\"changeId\":\"", organization.toString()));
  }

  @Test
  void asksForTheFirstThatIsLeftAndForAllThatFollowsIt() {
    assertThat(
            publish(
                List.of(created("11"), unpublished("12"), created("13"), created("14")),
                PUBLISHED,
                new PublishResult.Failed("InternalFailure"),
                PUBLISHED))
        .containsExactly("13");

    assertThat(logLines)
        .hasSize(2)
        .last()
        .asString()
        .contains("\"level\":\"WARN\"", "InternalFailure", "\"sequenceNumber\":\"13\"");
  }

  @Test
  void isDoneWithWhatNeverCanBePublishedAndSaysWhich() {
    assertThat(
            publish(
                List.of(unreadable("1"), created("2"), created("3")),
                new PublishResult.Rejected("MalformedDetail"),
                PUBLISHED))
        .isEmpty();

    assertThat(published).hasSize(2);
    assertThat(logLines).hasSize(3);
    assertThat(logLines.getFirst())
        .contains(
            "\"level\":\"ERROR\"",
            PublishFunction.CANNOT_BE_ANNOUNCED,
            "\"sequenceNumber\":\"1\"",
            "\"partitionKey\":\"ORG#" + organization,
            "\"sortKey\":\"RESOURCE#019c7068",
            "attribute credentialId cannot be read")
        .doesNotContain("secret");
    assertThat(logLines.get(1))
        .contains(
            "\"level\":\"ERROR\"",
            PublishFunction.CANNOT_BE_ANNOUNCED,
            "MalformedDetail",
            "\"sequenceNumber\":\"2\"");
  }

  @Test
  void isDoneWithNothing() {
    assertThat(publish(List.of())).isEmpty();
    var function = new PublishFunction((_, _) -> List.of());
    assertThat(failures(function.handle(new DynamodbEvent(), new TestContext()))).isEmpty();
  }

  @Test
  void failsAltogetherForARecordByHandWithoutNumber() {
    DynamodbStreamRecord record = created("1");
    record.getDynamodb().setSequenceNumber(null);

    assertThat(publish(List.of(record), new PublishResult.Failed("ThrottlingException")))
        .containsExactly("");
  }
}
