package io.entryguard.resources.local.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.local.event.NoEventException;
import io.entryguard.resources.local.event.PublishedEvents;
import io.entryguard.resources.local.service.JsonEndpoint.Answer;
import java.io.IOException;
import java.net.URI;

/** The one operation of EventBridge that a function calls: {@code PutEvents}. */
public final class EventBridgeEndpoint {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonEndpoint endpoint;

  private EventBridgeEndpoint(JsonEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Takes a free port; nothing answers before {@link #start}. */
  public static EventBridgeEndpoint bind() throws IOException {
    return new EventBridgeEndpoint(JsonEndpoint.bind());
  }

  /** Starts to answer. */
  public void start(PublishedEvents events) {
    endpoint.start((operation, request) -> answer(events, operation, request));
  }

  public URI endpoint() {
    return endpoint.endpoint();
  }

  private static Answer answer(PublishedEvents events, String operation, String request) {
    if (!operation.equals("AWSEvents.PutEvents")) {
      return Answer.error("UnknownOperationException", "Only PutEvents is here.");
    }
    try {
      ObjectNode answer = JSON.createObjectNode().put("FailedEntryCount", 0);
      ArrayNode entries = answer.putArray("Entries");
      events.put(request).forEach(id -> entries.addObject().put("EventId", id));
      return Answer.of(answer);
    } catch (NoEventException e) {
      return Answer.error("ValidationException", String.valueOf(e.getMessage()));
    }
  }
}
