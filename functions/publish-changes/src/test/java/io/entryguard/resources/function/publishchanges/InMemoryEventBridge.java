package io.entryguard.resources.function.publishchanges;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * EventBridge as far as it takes events: within its limits, and with the faults that a test asks
 * for.
 */
public final class InMemoryEventBridge implements EventBridgeClient {
  private final Faults faults;
  private final List<PutEventsRequest> requests = new ArrayList<>();
  private final List<PutEventsRequestEntry> events = new ArrayList<>();

  public InMemoryEventBridge() {
    this(new Faults() {});
  }

  public InMemoryEventBridge(Faults faults) {
    this.faults = faults;
  }

  /** A publisher on the bus "bus-1" of this client. */
  public static EventBridgePublisher publisher(EventBridgeClient client) {
    return new EventBridgePublisher(
        client, new EventBusSettings("bus-1", "eu-central-1", Optional.empty()));
  }

  /** What goes wrong. */
  public interface Faults {
    /** Throws for a call that does not arrive. */
    default void beforeCall() {}

    /** The error code of an entry that is not taken. */
    default Optional<String> errorOf(PutEventsRequestEntry entry) {
      return Optional.empty();
    }

    /** Throws for a call whose answer is lost. */
    default void afterCall() {}
  }

  @Override
  public PutEventsResponse putEvents(PutEventsRequest request) {
    requests.add(request);
    faults.beforeCall();
    if (request.entries().size() > 10 || bytes(request) > 256 * 1024) {
      throw failure("ValidationException", 400);
    }
    List<PutEventsResultEntry> results = new ArrayList<>();
    int failed = 0;
    for (PutEventsRequestEntry entry : request.entries()) {
      Optional<String> error = faults.errorOf(entry);
      if (error.isPresent()) {
        failed++;
        results.add(PutEventsResultEntry.builder().errorCode(error.get()).build());
      } else {
        events.add(entry);
        results.add(PutEventsResultEntry.builder().eventId("event-" + events.size()).build());
      }
    }
    faults.afterCall();
    return PutEventsResponse.builder().failedEntryCount(failed).entries(results).build();
  }

  private static int bytes(PutEventsRequest request) {
    return request.entries().stream()
        .map(entry -> entry.source() + entry.detailType() + entry.detail())
        .mapToInt(text -> text.getBytes(UTF_8).length)
        .sum();
  }

  /** An answer of EventBridge's to a call as a whole. */
  public static RuntimeException failure(String code, int status) {
    return EventBridgeException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .message("secret")
        .build();
  }

  /** Everything that was taken, repeats too, in the order in which it was. */
  public List<PutEventsRequestEntry> events() {
    return events;
  }

  public List<PutEventsRequest> requests() {
    return requests;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
