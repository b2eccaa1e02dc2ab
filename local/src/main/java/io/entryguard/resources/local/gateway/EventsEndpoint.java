package io.entryguard.resources.local.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.local.event.Event;
import io.entryguard.resources.local.event.EventBus;
import io.entryguard.resources.local.event.EventOutcome;
import io.entryguard.resources.local.event.MalformedEventException;
import io.entryguard.resources.local.event.PublishedEvents;
import java.util.List;
import java.util.Map;

/**
 * The endpoint for events, which on AWS go through PutEvents: POST delivers events and responds
 * when they have been handled, GET returns the newest events that the service published.
 */
final class EventsEndpoint {
  static final String PATH = "/events";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final EventBus bus;
  private final PublishedEvents published;

  EventsEndpoint(EventBus bus, PublishedEvents published) {
    this.bus = bus;
    this.published = published;
  }

  GatewayHttpResponse respond(GatewayRequest request) {
    return switch (request.method()) {
      case "GET" -> json(request, "[" + String.join(",", published.newest()) + "]");
      case "POST" -> handle(request);
      default ->
          GatewayHttpResponse.error(
              request,
              405,
              "METHOD_NOT_ALLOWED",
              "Events are sent by POST, and shown by GET.",
              Map.of("Allow", "GET, POST"));
    };
  }

  private GatewayHttpResponse handle(GatewayRequest request) {
    List<Event> events;
    try {
      events = bus.read(request.body().asUtf8String());
    } catch (MalformedEventException e) {
      return GatewayHttpResponse.error(
          request, 400, "VALIDATION_ERROR", String.valueOf(e.getMessage()), Map.of());
    }
    ObjectNode response = JSON.createObjectNode();
    ArrayNode done = response.putArray("done");
    ArrayNode failed = response.putArray("failed");
    ArrayNode notMatched = response.putArray("notMatched");
    for (int index = 0; index < events.size(); index++) {
      Event event = events.get(index);
      EventOutcome outcome = bus.put(event);
      ArrayNode list =
          switch (outcome) {
            case EventOutcome.Done _ -> done;
            case EventOutcome.Failed _ -> failed;
            case EventOutcome.NotMatched _ -> notMatched;
          };
      list.addObject()
          .put("index", index)
          .put("id", event.id())
          .put("detailType", event.detailType())
          .put("reason", outcome.reason());
    }
    return json(request, response.toString());
  }

  private static GatewayHttpResponse json(GatewayRequest request, String json) {
    return GatewayHttpResponse.own(request, 200, "application/json", json, Map.of());
  }
}
