package io.entryguard.resources.eventbridge;

import static io.entryguard.resources.resource.Samples.ENOUGH_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.entryguard.resources.account.OrganizationId;
import io.entryguard.resources.announcement.Announcement;
import io.entryguard.resources.announcement.Announcements;
import io.entryguard.resources.announcement.Delivery;
import io.entryguard.resources.json.AnnouncementWriter;
import io.entryguard.resources.resource.Samples;
import io.entryguard.resources.resource.TimeLeft;
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

final class EventBridgeAnnouncerTest {
  private static final Delivery DELIVERED = new Delivery.Delivered();
  private static final Delivery AFTER =
      new Delivery.Undelivered("it follows one that was not delivered");

  private final OrganizationId organization = Samples.organizationId();

  private static List<Delivery> announce(
      EventBridgeClient client, List<? extends Announcement> announcements) {
    return announce(client, announcements, ENOUGH_TIME);
  }

  private static List<Delivery> announce(
      EventBridgeClient client, List<? extends Announcement> announcements, TimeLeft timeLeft) {
    return new EventBridgeAnnouncer(client, new EventBusName("bus-1"))
        .announce(List.copyOf(announcements), timeLeft);
  }

  private List<Announcement> created(int count) {
    return Stream.<Announcement>generate(() -> Announcements.created(organization))
        .limit(count)
        .toList();
  }

  /** A refusal whose entry has this many bytes. */
  private Announcement ofSize(int bytes) {
    Announcement empty = Announcement.of(organization, Announcements.refused("request-1", ""));
    int rest =
        "entryguard.resources".length()
            + "ResourceRequestRefused".length()
            + AnnouncementWriter.write(empty).length();
    return Announcement.of(
        organization, Announcements.refused("request-1", "a".repeat(bytes - rest)));
  }

  private static List<Integer> sizes(InMemoryEventBridge bridge) {
    return bridge.requests().stream().map(request -> request.entries().size()).toList();
  }

  private static PutEventsRequestEntry entry(Announcement announcement) {
    return PutEventsRequestEntry.builder()
        .eventBusName("bus-1")
        .source("entryguard.resources")
        .detailType(announcement.getClass().getSimpleName())
        .detail(AnnouncementWriter.write(announcement))
        .build();
  }

  @Test
  void putsAnEntryOfItsTypeOnTheBusForEachInTheirOrder() {
    var bridge = new InMemoryEventBridge();
    Announcement created = Announcements.created(organization);
    Announcement refused = Announcement.of(organization, Announcements.refused("request-1"));

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
    Announcement three =
        Announcement.of(organization, Announcements.refused("1", "東".repeat(60_000)));

    assertThat(announce(bridge, List.of(three, three))).containsOnly(DELIVERED);

    assertThat(sizes(bridge)).containsExactly(1, 1);
  }

  @Test
  void takesTheLargestResourceThatThereIs() {
    var bridge = new InMemoryEventBridge();

    assertThat(announce(bridge, List.of(Announcements.createdWithMuchConfig(organization))))
        .containsExactly(DELIVERED);
  }

  @Test
  void rejectsWhatIsLargerThanAnEventMayBeAndGoesOn() {
    var bridge = new InMemoryEventBridge();
    Announcement before = Announcements.created(organization);
    Announcement after = Announcements.created(organization);

    assertThat(announce(bridge, List.of(before, ofSize(256 * 1024 + 1), after)))
        .containsExactly(
            DELIVERED, new Delivery.Rejected("larger than an event may be"), DELIVERED);

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
            DELIVERED, DELIVERED, new Delivery.Undelivered(code), DELIVERED, DELIVERED);
  }

  @Test
  void rejectsAnEntryThatIsNotJsonForEventBridgeAndGoesOn() {
    var bridge = new InMemoryEventBridge(refusing("MalformedDetail", 3));

    assertThat(announce(bridge, created(12)))
        .hasSize(12)
        .contains(new Delivery.Rejected("MalformedDetail"))
        .doesNotHaveAnyElementsOfTypes(Delivery.Undelivered.class);

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

    List<Delivery> deliveries = announce(bridge, created(23));

    assertThat(sizes(bridge)).containsExactly(10);
    assertThat(deliveries).hasSize(23).element(1).isInstanceOf(Delivery.Undelivered.class);
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
                    Delivery.Undelivered.class,
                    undelivered -> assertThat(undelivered.reason()).doesNotContain("secret")));
    assertThat(bridge.requests()).hasSize(1);
  }

  @Test
  void believesNoAnswerThatIsAboutOtherEntries() {
    assertThat(
            announce(
                new AnsweringEventBridge(PutEventsResponse.builder().failedEntryCount(0).build()),
                created(2)))
        .containsOnly(new Delivery.Undelivered("the answer is about other entries"));
  }

  @Test
  void beginsNothingThatItHasNoTimeFor() {
    var bridge = new InMemoryEventBridge();

    assertThat(announce(bridge, created(2), () -> EventBridgeAnnouncer.RESERVE))
        .containsOnly(new Delivery.Undelivered("no time was left"));

    assertThat(bridge.requests()).isEmpty();
  }

  @Test
  void givesACallTheTimeThatIsLeft() {
    var bridge = new InMemoryEventBridge();

    announce(bridge, created(1), () -> EventBridgeAnnouncer.RESERVE.plus(Duration.ofMillis(1_234)));

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
