package io.entryguard.resources.function.publishchanges;

import static io.entryguard.resources.testing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.change.ActiveSessions;
import io.entryguard.resources.change.PendingEvent;
import io.entryguard.resources.change.StoredResource;
import io.entryguard.resources.change.Verification;
import io.entryguard.resources.dynamodb.item.Key;
import io.entryguard.resources.dynamodb.item.ResourceItem;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.resource.ResourceId;
import io.entryguard.resources.testing.LogLines;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.TestContext;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * A bus that fails at random: every change is published at least once, and once to readers who drop
 * repeats by its id, whatever fails and however often; and what never can be published holds up
 * nothing.
 */
final class PublishingFaultsTest {
  /** {@code -Druns=…} makes as many as docs/reliability.md states. */
  private static final int RUNS = Integer.getInteger("runs", 200);

  private static final int RECORDS = 60;
  private static final double SHARE_OF_FAULTS = 0.2;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final OrganizationId organization = Samples.organizationId();
  @RegisterExtension private final LogLines logLines = new LogLines();

  @Test
  void loseNoEvent() {
    long first = Long.getLong("seed", 1);
    int published = 0;
    int repeats = 0;
    for (long seed = first; seed < first + RUNS; seed++) {
      var shard = new Shard(seed);
      repeats += shard.run(UnaryOperator.identity());
      published += shard.published.size();
    }
    assertThat(repeats).as("repeats, without which nothing was tested").isGreaterThan(RUNS);
    System.out.printf(
        "publishing under faults: %,d runs, %,d events, %,d repeats, seeds from %d%n",
        RUNS, published, repeats, first);
  }

  /** Negative control: what the bus did not take is forgotten. */
  @Test
  void detectsALostEvent() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() ->
            new Shard(1)
                .run(publisher ->
                    (events, deadline) ->
                        publisher.publish(events, deadline).stream()
                            .map(result ->
                                result instanceof PublishResult.Failed
                                    ? new PublishResult.Published()
                                    : result)
                            .toList()))
        .withMessageContaining("could not find the following elements");
  }

  /** Negative control: what did not happen is announced. */
  @Test
  void detectsAnEventOfNothing() {
    var deleted =
        new OutboundEvent.ResourceDeleted(organization, OutboundEvents.resource(organization).id());
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() ->
            new Shard(1)
                .run(publisher ->
                    (events, deadline) -> {
                      var _ = publisher.publish(List.of(deleted), deadline);
                      return publisher.publish(events, deadline);
                    }))
        .withMessageContaining("the following elements were unexpected");
  }

  /** Negative control: changes are announced in the wrong order. */
  @Test
  void detectsAWrongOrder() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() ->
            new Shard(1)
                .run(publisher ->
                    (events, deadline) -> {
                      List<PublishResult> results =
                          publisher.publish(events.reversed(), deadline).reversed();
                      return results.stream()
                          .filter(PublishResult.Failed.class::isInstance)
                          .findFirst()
                          .map(failed -> Collections.nCopies(events.size(), failed))
                          .orElse(results);
                    }))
        .withMessageContaining("differences at these indexes");
  }

  /** A shard of the stream, read as Lambda reads it. */
  private final class Shard {
    private final long seed;
    private final Random random;
    private final List<DynamodbStreamRecord> records = new ArrayList<>();
    private final List<String> published = new ArrayList<>();
    private final List<String> malformed = new ArrayList<>();
    private final List<StoredResource> living = new ArrayList<>();
    private int unreadable;

    Shard(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      for (int i = 0; i < RECORDS; i++) {
        add(Integer.toString(i));
      }
    }

    private void add(String number) {
      if (!living.isEmpty() && random.nextBoolean()) {
        change(number, living.remove(random.nextInt(living.size())));
        return;
      }
      Resource resource = OutboundEvents.resource(organization);
      switch (random.nextInt(6)) {
        case 0 ->
            records.add(
                StreamRecords.record(
                    OperationType.MODIFY,
                    number,
                    Map.of(
                        "pk", AttributeValue.fromS("ORG#" + organization),
                        "sk", AttributeValue.fromS("ORG"))));
        case 1 -> {
          unreadable++;
          records.add(
              StreamRecords.record(
                  OperationType.INSERT,
                  number,
                  Map.of(
                      "pk", AttributeValue.fromS("ORG#" + organization),
                      "sk", AttributeValue.fromS("RESOURCE#" + resource.id()))));
        }
        case 2 -> add(number, OutboundEvents.refused("request-" + number));
        case 3 -> add(number, OutboundEvents.completed("request-" + number, resource.id()));
        case 4 -> {
          var created = new OutboundEvent.ResourceCreated(organization, resource, 0);
          malformed.add(OutboundEventWriter.write(created));
          records.add(StreamRecords.inserted(number, organization, resource));
        }
        default -> {
          var created = new OutboundEvent.ResourceCreated(organization, resource, 0);
          published.add(OutboundEventWriter.write(created));
          records.add(StreamRecords.inserted(number, organization, resource));
          living.add(StoredResource.created(resource));
        }
      }
    }

    /** What becomes of a resource; what the product reports is not published. */
    private void change(String number, StoredResource known) {
      ResourceId id = known.resource().id();
      String changeId = PendingEvent.newChangeId(random);
      long version = known.revision() + 1;
      switch (random.nextInt(5)) {
        case 0 -> modify(number, known.with(new Verification(random.nextBoolean(), NOW, version)));
        case 1 -> modify(number, known.with(new ActiveSessions(random.nextInt(3), version)));
        case 2 -> {
          StoredResource after = known.with(NOW, new PendingEvent.VerificationRequested(changeId));
          publish(
              new OutboundEvent.ResourceVerificationRequested(
                  organization, changeId, after.resource(), after.revision()));
          modify(number, after);
        }
        case 3 -> {
          List<String> members = List.of("isActive");
          StoredResource after =
              known.with(
                  known.resource().spec(),
                  !known.disabled(),
                  NOW,
                  new PendingEvent.Updated(changeId, members));
          publish(
              new OutboundEvent.ResourceUpdated(
                  organization, changeId, after.resource(), after.revision(), members));
          modify(number, after);
        }
        default -> {
          publish(new OutboundEvent.ResourceDeleted(organization, id));
          records.add(
              StreamRecords.record(
                  OperationType.REMOVE, number, Key.of(organization, id).attributes()));
        }
      }
    }

    private void publish(OutboundEvent event) {
      published.add(OutboundEventWriter.write(event));
    }

    private void modify(String number, StoredResource after) {
      records.add(
          StreamRecords.record(
              OperationType.MODIFY, number, ResourceItem.write(organization, after)));
      living.add(after);
    }

    private void add(String number, IdempotencyRecord outcome) {
      published.add(OutboundEventWriter.write(OutboundEvent.of(organization, outcome)));
      records.add(StreamRecords.inserted(number, organization, outcome));
    }

    /**
     * Reads the shard to its end.
     *
     * @param disturbed what stands between the function and its publisher
     * @return how many events were repeats
     */
    int run(UnaryOperator<EventPublisher> disturbed) {
      String description = "seed %d".formatted(seed);
      var bridge = new InMemoryEventBridge(new RandomFaults());
      var function = new PublishFunction(disturbed.apply(InMemoryEventBridge.publisher(bridge)));
      logLines.clear();
      int position = 0;
      while (position < records.size()) {
        int end = Math.min(records.size(), position + 1 + random.nextInt(40));
        int millis = random.nextInt(10) == 0 ? 100 : 10_000;
        List<BatchItemFailure> failures =
            function
                .handle(
                    StreamRecords.batch(records.subList(position, end)),
                    new TestContext("1", millis))
                .getBatchItemFailures();
        // Lambda goes on from the record that is named.
        position =
            failures.isEmpty() ? end : Integer.parseInt(failures.getFirst().getItemIdentifier());
      }

      List<String> heard = bridge.events().stream().map(PutEventsRequestEntry::detail).toList();
      SequencedSet<String> first = new LinkedHashSet<>(heard);
      assertThat(first).as(description).containsExactlyInAnyOrderElementsOf(published);
      // All that follows a failure is published again, so the last of each are in their order.
      SequencedSet<String> last = new LinkedHashSet<>(heard.reversed());
      assertThat(last.reversed()).as(description).containsExactlyElementsOf(published);
      assertThat(byRevision(first)).as(description).isEqualTo(byResource(published));
      assertThat(
              logLines.stream().filter(line -> line.contains(PublishFunction.CANNOT_BE_ANNOUNCED)))
          .as(description)
          .hasSizeGreaterThanOrEqualTo(unreadable + malformed.size());
      return heard.size() - first.size();
    }

    /** The events of each resource in the order of their revisions, in which they happened. */
    private Map<String, List<String>> byRevision(Collection<String> details) {
      return byResource(
          details.stream().sorted(Comparator.comparingLong(Shard::revision)).toList());
    }

    private static Map<String, List<String>> byResource(Collection<String> details) {
      return details.stream()
          .filter(detail -> revision(detail) >= 0)
          .collect(
              Collectors.groupingBy(detail ->
                  read(detail)
                      .path("resource")
                      .path("id")
                      .asText(read(detail).path("resourceId").asText())));
    }

    /** Requests have none. */
    private static long revision(String detail) {
      return read(detail).path("revision").asLong(-1);
    }

    private static JsonNode read(String detail) {
      try {
        return JSON.readTree(detail);
      } catch (JsonProcessingException e) {
        throw new UncheckedIOException(e);
      }
    }

    private final class RandomFaults implements InMemoryEventBridge.Faults {
      private boolean happens() {
        return random.nextDouble() < SHARE_OF_FAULTS;
      }

      @Override
      public void beforeCall() {
        if (happens()) {
          throw InMemoryEventBridge.failure("ThrottlingException", 400);
        }
      }

      @Override
      public Optional<String> errorOf(PutEventsRequestEntry entry) {
        if (malformed.contains(entry.detail())) {
          return Optional.of("MalformedDetail");
        }
        return random.nextDouble() < SHARE_OF_FAULTS / 4
            ? Optional.of("InternalFailure")
            : Optional.empty();
      }

      @Override
      public void afterCall() {
        if (happens()) {
          throw SdkClientException.create("the answer is lost");
        }
      }
    }
  }
}
