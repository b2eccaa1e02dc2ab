package io.entryguard.resources.function.publishchanges;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.entryguard.resources.idempotency.IdempotencyRecord;
import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.resource.Resource;
import io.entryguard.resources.testing.LogLines;
import io.entryguard.resources.testing.Samples;
import io.entryguard.resources.testing.TestContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedSet;
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
  private static final int RUNS = 200;
  private static final int RECORDS = 60;
  private static final double SHARE_OF_FAULTS = 0.2;

  private final OrganizationId organization = Samples.organizationId();
  @RegisterExtension private final LogLines logLines = new LogLines();

  @Test
  void loseNoEvent() {
    long seed = Long.getLong("seed", 1);
    var random = new Random(seed);
    int repeats = 0;
    for (int run = 0; run < RUNS; run++) {
      repeats += new Shard(random).run("seed %d, run %d".formatted(seed, run));
    }
    assertThat(repeats).as("repeats, without which nothing was tested").isGreaterThan(RUNS);
  }

  /** A shard of the stream, read as Lambda reads it. */
  private final class Shard {
    private final Random random;
    private final List<DynamodbStreamRecord> records = new ArrayList<>();
    private final List<String> published = new ArrayList<>();
    private final List<String> malformed = new ArrayList<>();
    private int unreadable;

    Shard(Random random) {
      this.random = random;
      for (int i = 0; i < RECORDS; i++) {
        add(Integer.toString(i));
      }
    }

    private void add(String number) {
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
        }
      }
    }

    private void add(String number, IdempotencyRecord outcome) {
      published.add(OutboundEventWriter.write(OutboundEvent.of(organization, outcome)));
      records.add(StreamRecords.inserted(number, organization, outcome));
    }

    /**
     * Reads the shard to its end.
     *
     * @return how many events were repeats
     */
    int run(String description) {
      var bridge = new InMemoryEventBridge(new RandomFaults());
      var function = new PublishFunction(InMemoryEventBridge.publisher(bridge));
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
      assertThat(
              logLines.stream().filter(line -> line.contains(PublishFunction.CANNOT_BE_ANNOUNCED)))
          .as(description)
          .hasSizeGreaterThanOrEqualTo(unreadable + malformed.size());
      return heard.size() - first.size();
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
