package io.entryguard.resources.function.publishchanges;

import static io.entryguard.resources.testing.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.organization.OrganizationId;
import io.entryguard.resources.store.Deadline;
import io.entryguard.resources.testing.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

final class EventBridgePublisherTest {
  private static final PublishResult PUBLISHED = new PublishResult.Published();
  private static final PublishResult AFTER =
      new PublishResult.Failed("an earlier event was not published");

  private final OrganizationId organization = Samples.organizationId();

  private static List<PublishResult> publish(
      EventBridgeClient client, List<? extends OutboundEvent> events) {
    return publish(client, events, ENOUGH_TIME);
  }

  private static List<PublishResult> publish(
      EventBridgeClient client, List<? extends OutboundEvent> events, Deadline timeLeft) {
    return InMemoryEventBridge.publisher(client).publish(List.copyOf(events), timeLeft);
  }

  private List<OutboundEvent> created(int count) {
    return Stream.<OutboundEvent>generate(() -> OutboundEvents.created(organization))
        .limit(count)
        .toList();
  }

  /** A refusal whose entry has this many bytes. */
  private OutboundEvent ofSize(int bytes) {
    OutboundEvent empty = OutboundEvent.of(organization, OutboundEvents.refused("request-1", ""));
    int rest =
        "entryguard.resources".length()
            + "ResourceRequestRefused".length()
            + OutboundEventWriter.write(empty).length();
    return OutboundEvent.of(
        organization, OutboundEvents.refused("request-1", "a".repeat(bytes - rest)));
  }

  private static List<Integer> sizes(InMemoryEventBridge bridge) {
    return bridge.requests().stream().map(request -> request.entries().size()).toList();
  }

  private static PutEventsRequestEntry entry(OutboundEvent event) {
    return PutEventsRequestEntry.builder()
        .eventBusName("bus-1")
        .source("entryguard.resources")
        .detailType(event.type())
        .detail(OutboundEventWriter.write(event))
        .build();
  }

  @Test
  void putsAnEntryOfItsTypeOnTheBusForEachInTheirOrder() {
    var bridge = new InMemoryEventBridge();
    OutboundEvent created = OutboundEvents.created(organization);
    OutboundEvent refused = OutboundEvent.of(organization, OutboundEvents.refused("request-1"));

    assertThat(publish(bridge, List.of(created, refused))).containsExactly(PUBLISHED, PUBLISHED);

    assertThat(bridge.events()).containsExactly(entry(created), entry(refused));
    assertThat(bridge.events())
        .extracting(PutEventsRequestEntry::detailType)
        .containsExactly("ResourceCreated", "ResourceRequestRefused");
  }

  @Test
  void asksNobodyForNothing() {
    var bridge = new InMemoryEventBridge();

    assertThat(publish(bridge, List.of())).isEmpty();

    assertThat(bridge.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "9, 9",
    "10, 10",
    "11, '10 1'",
    "20, '10 10'",
    "100, '10 10 10 10 10 10 10 10 10 10'"
  })
  void putsTenAtOnce(int events, String calls) {
    var bridge = new InMemoryEventBridge();

    assertThat(publish(bridge, created(events))).hasSize(events).containsOnly(PUBLISHED);

    assertThat(sizes(bridge)).isEqualTo(Stream.of(calls.split(" ")).map(Integer::valueOf).toList());
  }

  @Test
  void putsNoMoreAtOnceThanACallTakes() {
    var bridge = new InMemoryEventBridge();
    int half = 128 * 1024;

    assertThat(
            publish(
                bridge,
                List.of(
                    ofSize(half), ofSize(half), ofSize(half), ofSize(half + 1), ofSize(2 * half))))
        .hasSize(5)
        .containsOnly(PUBLISHED);

    assertThat(sizes(bridge)).containsExactly(2, 1, 1, 1);
  }

  @Test
  void countsBytesAndNotCharacters() {
    var bridge = new InMemoryEventBridge();
    OutboundEvent three =
        OutboundEvent.of(organization, OutboundEvents.refused("1", "東".repeat(60_000)));

    assertThat(publish(bridge, List.of(three, three))).containsOnly(PUBLISHED);

    assertThat(sizes(bridge)).containsExactly(1, 1);
  }

  @Test
  void takesTheLargestResourceThatThereIs() {
    var bridge = new InMemoryEventBridge();

    assertThat(publish(bridge, List.of(OutboundEvents.createdWithMuchConfig(organization))))
        .containsExactly(PUBLISHED);
  }

  @Test
  void rejectsWhatIsLargerThanAnEventMayBeAndGoesOn() {
    var bridge = new InMemoryEventBridge();
    OutboundEvent before = OutboundEvents.created(organization);
    OutboundEvent after = OutboundEvents.created(organization);

    assertThat(publish(bridge, List.of(before, ofSize(256 * 1024 + 1), after)))
        .containsExactly(
            PUBLISHED, new PublishResult.Rejected("larger than an event may be"), PUBLISHED);

    assertThat(bridge.events()).containsExactly(entry(before), entry(after));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "InternalFailure",
        "ThrottlingException",
        "AccessDeniedException",
        "NotAuthorizedForSourceException",
        "InvalidArgument"
      })
  void failsForAnEntryThatMayBeTakenOneDay(String code) {
    var bridge = new InMemoryEventBridge(refusing(code, 3));

    assertThat(publish(bridge, created(5)))
        .containsExactly(
            PUBLISHED, PUBLISHED, new PublishResult.Failed(code), PUBLISHED, PUBLISHED);
  }

  @Test
  void rejectsAnEntryThatIsNotJsonForEventBridgeAndGoesOn() {
    var bridge = new InMemoryEventBridge(refusing("MalformedDetail", 3));

    assertThat(publish(bridge, created(12)))
        .hasSize(12)
        .contains(new PublishResult.Rejected("MalformedDetail"))
        .doesNotHaveAnyElementsOfTypes(PublishResult.Failed.class);

    assertThat(bridge.events()).hasSize(11);
  }

  /** Refuses the entry of that number. */
  private static InMemoryEventBridge.Faults refusing(String code, int number) {
    var count = new AtomicInteger();
    return new InMemoryEventBridge.Faults() {
      @Override
      public Optional<String> errorOf(PutEventsRequestEntry entry) {
        return count.incrementAndGet() == number ? Optional.of(code) : Optional.empty();
      }
    };
  }

  @Test
  void goesNoFurtherThanACallInWhichSomethingWasLeft() {
    var bridge = new InMemoryEventBridge(refusing("InternalFailure", 2));

    List<PublishResult> results = publish(bridge, created(23));

    assertThat(sizes(bridge)).containsExactly(10);
    assertThat(results).hasSize(23).element(1).isInstanceOf(PublishResult.Failed.class);
    assertThat(results.subList(10, 23)).containsOnly(AFTER);
  }

  static Stream<RuntimeException> failures() {
    return Stream.of(
        InMemoryEventBridge.failure("ThrottlingException", 400),
        InMemoryEventBridge.failure("InternalException", 500),
        InMemoryEventBridge.failure("AccessDeniedException", 400),
        SdkClientException.create("secret"),
        ApiCallTimeoutException.create(1));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failsForAllWhenTheCallFailsAndQuotesNothing(RuntimeException failure) {
    var bridge =
        new InMemoryEventBridge(
            new InMemoryEventBridge.Faults() {
              @Override
              public void beforeCall() {
                throw failure;
              }
            });

    assertThat(publish(bridge, created(11)))
        .hasSize(11)
        .allSatisfy(result ->
            assertThat(result)
                .isInstanceOfSatisfying(
                    PublishResult.Failed.class,
                    failed -> assertThat(failed.reason()).doesNotContain("secret")));
    assertThat(bridge.requests()).hasSize(1);
  }

  @Test
  void believesNoResponseThatIsAboutOtherEntries() {
    assertThat(
            publish(
                new AnsweringEventBridge(PutEventsResponse.builder().failedEntryCount(0).build()),
                created(2)))
        .containsOnly(new PublishResult.Failed("the response is about other entries"));
  }

  @Test
  void beginsNothingThatItHasNoTimeFor() {
    var bridge = new InMemoryEventBridge();

    assertThat(publish(bridge, created(2), () -> EventBridgePublisher.RESERVE))
        .containsOnly(new PublishResult.Failed("no time was left"));

    assertThat(bridge.requests()).isEmpty();
  }

  @Test
  void givesACallTheTimeThatIsLeft() {
    var bridge = new InMemoryEventBridge();

    publish(bridge, created(1), () -> EventBridgePublisher.RESERVE.plus(Duration.ofMillis(1_234)));

    assertThat(bridge.requests())
        .singleElement()
        .satisfies(request ->
            assertThat(request.overrideConfiguration().orElseThrow().apiCallTimeout())
                .contains(Duration.ofMillis(1_234)));
  }

  private record AnsweringEventBridge(PutEventsResponse answer) implements EventBridgeClient {
    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
      return answer;
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
