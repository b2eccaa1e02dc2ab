package io.entryguard.resources.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entryguard.resources.local.template.RepositoryTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Publishes events on the stack's bus like the rest of the product. */
final class Bus {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** EventBridge's limit of entries per request. */
  private static final int MAX_ENTRIES = 10;

  private final EventBridgeClient eventBridge;
  private final String name;

  Bus(Stack stack) {
    this.eventBridge = stack.eventBridge();
    this.name = stack.output("EventBusName");
  }

  /** Returns an event of the product. */
  PutEventsRequestEntry event(String type, String detail) {
    return event("entryguard", type, detail);
  }

  PutEventsRequestEntry event(String source, String type, String detail) {
    return PutEventsRequestEntry.builder()
        .eventBusName(name)
        .source(source)
        .detailType(type)
        .detail(detail)
        .build();
  }

  /** Returns the events in {@code events/provision*.json} as entries of PutEvents. */
  List<PutEventsRequestEntry> samples() {
    List<PutEventsRequestEntry> samples = new ArrayList<>();
    try (Stream<Path> files = Files.list(RepositoryTemplate.HOME.resolve("events"))) {
      for (Path file :
          files.filter(path -> path.getFileName().toString().startsWith("provision")).toList()) {
        for (JsonNode message : JSON.readTree(Files.readString(file)).path("Records")) {
          JsonNode event = JSON.readTree(message.path("body").asText());
          samples.add(
              event(
                  event.path("source").asText(),
                  event.path("detail-type").asText(),
                  event.path("detail").toString()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return samples;
  }

  /** Publishes events and returns their ids. */
  List<String> put(List<PutEventsRequestEntry> events) {
    List<String> ids = new ArrayList<>();
    for (int from = 0; from < events.size(); from += MAX_ENTRIES) {
      List<PutEventsRequestEntry> entries =
          events.subList(from, Math.min(from + MAX_ENTRIES, events.size()));
      PutEventsResponse response = eventBridge.putEvents(request -> request.entries(entries));
      assertThat(response.failedEntryCount()).isZero();
      response.entries().stream().map(PutEventsResultEntry::eventId).forEach(ids::add);
    }
    return ids;
  }
}
