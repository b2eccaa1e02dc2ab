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
  private static final PublishResult DELIVERED = new PublishResult.Delivered();
  private static final PublishResult AFTER =
      new PublishResult.Undelivered("it follows one that was not delivered");

  private final OrganizationId organization = Samples.organizationId();

  private static List<PublishResult> announce(
      EventBridgeClient client, List<? extends OutboundEvent> announcements) {
    return announce(client, announcements, ENOUGH_TIME);
  }

  private static List<PublishResult> announce(
      EventBridgeClient client, List<? extends OutboundEvent> announcements, Deadline timeLeft) {
    return new EventBridgePublisher(client, new EventBusName("bus-1"))
        .announce(List.copyOf(announcements), timeLeft);
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

  private static PutEventsRequestEntry entry(OutboundEvent announcement) {
    return PutEventsRequestEntry.builder()
        .eventBusName("bus-1")
        .source("entryguard.resources")
        .detailType(announcement.getClass().getSimpleName())
        .detail(OutboundEventWriter.write(announcement))
        .build();
  }

  @Test
  void putsAnEntryOfItsTypeOnTheBusForEachInTheirOrder() {
    var bridge = new InMemoryEventBridge();
    OutboundEvent created = OutboundEvents.created(organization);
    OutboundEvent refused = OutboundEvent.of(organization, OutboundEvents.refused("request-1"));

    assertThat(announce(bridge, List.of(created, refused))).containsExactly(DELIVERED, DELIVERED);

    assertThat(bridge.events()).containsExactly(entry(created), entry(refused));
    assertThat(bridge.events())
        .extracting(PutEventsRequestEntry::detailType)
        .containsExactly("ResourceCreated", "ResourceRequestRefused");
  }

  @Test
  void asksNobodyForNothing() {
    var bridge = new InMemoryEventBridge();

    assertThat(announce(bridge, List.of())).isEmpty();

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
  void putsTenAtOnce(int announcements, String calls) {
    var bridge = new InMemoryEventBridge();

    assertThat(announce(bridge, created(announcements)))
        .hasSize(announcements)
        .containsOnly(DELIVERED);

    assertThat(sizes(bridge)).isEqualTo(Stream.of(calls.split(" ")).map(Integer::valueOf).toList());
  }

  @Test
  void putsNoMoreAtOnceThanACallTakes() {
    var bridge = new InMemoryEventBridge();
    int half = 128 * 1024;

    assertThat(
            announce(
                bridge,
                List.of(
                    ofSize(half), ofSize(half), ofSize(half), ofSize(half + 1), ofSize(2 * half))))
        .hasSize(5)
        .containsOnly(DELIVERED);

    assertThat(sizes(bridge)).containsExactly(2, 1, 1, 1);
  }

  @Test
  void countsBytesAndNotCharacters() {
    var bridge = new InMemoryEventBridge();
    OutboundEvent three =
        OutboundEvent.of(organization, OutboundEvents.refused("1", "東".repeat(60_000)));

    assertThat(announce(bridge, List.of(three, three))).containsOnly(DELIVERED);

    assertThat(sizes(bridge)).containsExactly(1, 1);
  }

  @Test
  void takesTheLargestResourceThatThereIs() {
    var bridge = new InMemoryEventBridge();

    assertThat(announce(bridge, List.of(OutboundEvents.createdWithMuchConfig(organization))))
        .containsExactly(DELIVERED);
  }

  @Test
  void rejectsWhatIsLargerThanAnEventMayBeAndGoesOn() {
    var bridge = new InMemoryEventBridge();
    OutboundEvent before = OutboundEvents.created(organization);
    OutboundEvent after = OutboundEvents.created(organization);

    assertThat(announce(bridge, List.of(before, ofSize(256 * 1024 + 1), after)))
        .containsExactly(
            DELIVERED, new PublishResult.Rejected("larger than an event may be"), DELIVERED);

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
  void leavesAnEntryUndeliveredThatMayBeTakenOneDay(String code) {
    var bridge = new InMemoryEventBridge(refusing(code, 3));

    assertThat(announce(bridge, created(5)))
        .containsExactly(
            DELIVERED, DELIVERED, new PublishResult.Undelivered(code), DELIVERED, DELIVERED);
  }

  @Test
  void rejectsAnEntryThatIsNotJsonForEventBridgeAndGoesOn() {
    var bridge = new InMemoryEventBridge(refusing("MalformedDetail", 3));

    assertThat(announce(bridge, created(12)))
        .hasSize(12)
        .contains(new PublishResult.Rejected("MalformedDetail"))
        .doesNotHaveAnyElementsOfTypes(PublishResult.Undelivered.class);

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

    List<PublishResult> deliveries = announce(bridge, created(23));

    assertThat(sizes(bridge)).containsExactly(10);
    assertThat(deliveries).hasSize(23).element(1).isInstanceOf(PublishResult.Undelivered.class);
    assertThat(deliveries.subList(10, 23)).containsOnly(AFTER);
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
  void leavesAllUndeliveredWhenTheCallFailsAndQuotesNothing(RuntimeException failure) {
    var bridge =
        new InMemoryEventBridge(
            new InMemoryEventBridge.Faults() {
              @Override
              public void beforeCall() {
                throw failure;
              }
            });

    assertThat(announce(bridge, created(11)))
        .hasSize(11)
        .allSatisfy(delivery ->
            assertThat(delivery)
                .isInstanceOfSatisfying(
                    PublishResult.Undelivered.class,
                    undelivered -> assertThat(undelivered.reason()).doesNotContain("secret")));
    assertThat(bridge.requests()).hasSize(1);
  }

  @Test
  void believesNoAnswerThatIsAboutOtherEntries() {
    assertThat(
            announce(
                new AnsweringEventBridge(PutEventsResponse.builder().failedEntryCount(0).build()),
                created(2)))
        .containsOnly(new PublishResult.Undelivered("the answer is about other entries"));
  }

  @Test
  void beginsNothingThatItHasNoTimeFor() {
    var bridge = new InMemoryEventBridge();

    assertThat(announce(bridge, created(2), () -> EventBridgePublisher.RESERVE))
        .containsOnly(new PublishResult.Undelivered("no time was left"));

    assertThat(bridge.requests()).isEmpty();
  }

  @Test
  void givesACallTheTimeThatIsLeft() {
    var bridge = new InMemoryEventBridge();

    announce(bridge, created(1), () -> EventBridgePublisher.RESERVE.plus(Duration.ofMillis(1_234)));

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
