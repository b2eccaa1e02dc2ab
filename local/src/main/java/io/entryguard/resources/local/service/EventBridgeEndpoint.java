package io.entryguard.resources.local.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.local.event.MalformedEventException;
import io.entryguard.resources.local.event.PublishedEvents;
import io.entryguard.resources.local.service.JsonEndpoint.Response;
import java.io.IOException;
import java.net.URI;

/** A fake EventBridge with the one operation that functions call: {@code PutEvents}. */
public final class EventBridgeEndpoint {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonEndpoint endpoint;

  private EventBridgeEndpoint(JsonEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Binds a free port; connections wait until {@link #start}. */
  public static EventBridgeEndpoint bind() throws IOException {
    return new EventBridgeEndpoint(JsonEndpoint.bind());
  }

  /** Starts serving. */
  public void start(PublishedEvents events) {
    endpoint.start((operation, request) -> respond(events, operation, request));
  }

  public URI endpoint() {
    return endpoint.endpoint();
  }

  private static Response respond(PublishedEvents events, String operation, String request) {
    if (!operation.equals("AWSEvents.PutEvents")) {
      return Response.error("UnknownOperationException", "Only PutEvents is here.");
    }
    try {
      ObjectNode response = JSON.createObjectNode().put("FailedEntryCount", 0);
      ArrayNode entries = response.putArray("Entries");
      events.put(request).forEach(id -> entries.addObject().put("EventId", id));
      return Response.of(response);
    } catch (MalformedEventException e) {
      return Response.error("ValidationException", String.valueOf(e.getMessage()));
    }
  }
}
