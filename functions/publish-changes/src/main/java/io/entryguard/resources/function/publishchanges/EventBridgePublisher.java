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
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Publishes events on an EventBridge bus. */
public final class EventBridgePublisher implements EventPublisher {
  /** Differs from the source of the events that this service takes, so it never takes its own. */
  public static final String SOURCE = "entryguard.resources";

  /** What a function needs to report after its last call. */
  static final Duration RESERVE = Duration.ofMillis(500);

  /**
   * The one error that is the entry's own fault. The others that EventBridge does not advise to
   * retry are about permissions and names, which people fix.
   */
  private static final String MALFORMED = "MalformedDetail";

  private final EventBridgeClient client;
  private final String busName;

  @Inject
  EventBridgePublisher(EventBridgeClient client, EventBusSettings settings) {
    this.client = requireNonNull(client, "client is null");
    this.busName = settings.busName();
  }

  @Override
  public List<PublishResult> publish(List<OutboundEvent> events, Deadline deadline) {
    List<PublishResult> results = new ArrayList<>();
    for (var batch : PutEventsBatches.of(events.stream().map(this::entry).toList())) {
      results.addAll(
          results.stream().anyMatch(PublishResult.Failed.class::isInstance)
              ? failed(batch, "an earlier event was not published")
              : put(batch, deadline));
    }
    return results;
  }

  private PutEventsRequestEntry entry(OutboundEvent event) {
    return PutEventsRequestEntry.builder()
        .eventBusName(busName)
        .source(SOURCE)
        .detailType(event.type())
        .detail(OutboundEventWriter.write(event))
        .build();
  }

  private List<PublishResult> put(List<PutEventsRequestEntry> batch, Deadline deadline) {
    if (PutEventsBatches.isTooLarge(batch)) {
      return List.of(new PublishResult.Rejected("larger than an event may be"));
    }
    Duration time = deadline.remaining().minus(RESERVE);
    if (!time.isPositive()) {
      return failed(batch, "no time was left");
    }
    List<PutEventsResultEntry> results;
    try {
      results =
          client
              .putEvents(request ->
                  request
                      .entries(batch)
                      .overrideConfiguration(configuration -> configuration.apiCallTimeout(time)))
              .entries();
    } catch (SdkException e) {
      return failed(batch, reason(e));
    }
    return results.size() == batch.size()
        ? results.stream().map(EventBridgePublisher::result).toList()
        : failed(batch, "the response is about other entries");
  }

  private static PublishResult result(PutEventsResultEntry entry) {
    String code = entry.errorCode();
    if (code == null) {
      return new PublishResult.Published();
    }
    return code.equals(MALFORMED)
        ? new PublishResult.Rejected(code)
        : new PublishResult.Failed(code);
  }

  private static List<PublishResult> failed(List<PutEventsRequestEntry> batch, String reason) {
    return Collections.nCopies(batch.size(), new PublishResult.Failed(reason));
  }

  /** A code or a type; messages quote input. */
  private static String reason(SdkException e) {
    return e instanceof AwsServiceException failure && failure.awsErrorDetails() != null
        ? failure.awsErrorDetails().errorCode()
        : e.getClass().getSimpleName();
  }
}
