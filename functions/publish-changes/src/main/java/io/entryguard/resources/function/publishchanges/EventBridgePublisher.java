package io.entryguard.resources.function.publishchanges;

import static java.util.Objects.requireNonNull;

import io.entryguard.resources.store.Deadline;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Puts announcements on an event bus. */
public final class EventBridgePublisher implements EventPublisher {
  /** Another one than that of the events that this service takes, so that it never hears itself. */
  public static final String SOURCE = "entryguard.resources";

  /** What a function needs to report after its last call. */
  static final Duration RESERVE = Duration.ofMillis(500);

  /**
   * The one fault of an entry that is the entry's own. EventBridge's others that it does not advise
   * to retry are about permissions and names, which people mend.
   */
  private static final String MALFORMED = "MalformedDetail";

  private final EventBridgeClient client;
  private final EventBusName bus;

  @Inject
  public EventBridgePublisher(EventBridgeClient client, EventBusName bus) {
    this.client = requireNonNull(client, "client is null");
    this.bus = requireNonNull(bus, "bus is null");
  }

  @Override
  public List<PublishResult> announce(List<OutboundEvent> announcements, Deadline timeLeft) {
    List<PublishResult> deliveries = new ArrayList<>();
    for (var group : PutEventsBatches.of(announcements.stream().map(this::entry).toList())) {
      if (deliveries.stream().anyMatch(PublishResult.Undelivered.class::isInstance)) {
        deliveries.addAll(undelivered(group, "it follows one that was not delivered"));
      } else {
        deliveries.addAll(put(group, timeLeft));
      }
    }
    return deliveries;
  }

  private PutEventsRequestEntry entry(OutboundEvent announcement) {
    return PutEventsRequestEntry.builder()
        .eventBusName(bus.value())
        .source(SOURCE)
        .detailType(announcement.getClass().getSimpleName())
        .detail(OutboundEventWriter.write(announcement))
        .build();
  }

  private List<PublishResult> put(List<PutEventsRequestEntry> group, Deadline timeLeft) {
    if (PutEventsBatches.isTooLarge(group)) {
      return List.of(new PublishResult.Rejected("larger than an event may be"));
    }
    Duration time = timeLeft.remaining().minus(RESERVE);
    if (!time.isPositive()) {
      return undelivered(group, "no time was left");
    }
    PutEventsResponse response;
    try {
      response =
          client.putEvents(request ->
              request
                  .entries(group)
                  .overrideConfiguration(configuration -> configuration.apiCallTimeout(time)));
    } catch (SdkException e) {
      return undelivered(group, reason(e));
    }
    if (response.entries().size() != group.size()) {
      return undelivered(group, "the answer is about other entries");
    }
    return response.entries().stream().map(EventBridgePublisher::delivery).toList();
  }

  private static PublishResult delivery(PutEventsResultEntry result) {
    String code = result.errorCode();
    if (code == null) {
      return new PublishResult.Delivered();
    }
    return code.equals(MALFORMED)
        ? new PublishResult.Rejected(code)
        : new PublishResult.Undelivered(code);
  }

  private static List<PublishResult> undelivered(List<PutEventsRequestEntry> group, String reason) {
    return Collections.nCopies(group.size(), new PublishResult.Undelivered(reason));
  }

  /** Names what happened; messages quote input. */
  private static String reason(SdkException e) {
    return e instanceof AwsServiceException failure && failure.awsErrorDetails() != null
        ? failure.awsErrorDetails().errorCode()
        : e.getClass().getSimpleName();
  }
}
