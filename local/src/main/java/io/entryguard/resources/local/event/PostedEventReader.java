package io.entryguard.resources.local.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads events: one or an array, each as EventBridge hands it to targets, or as an entry of {@code
 * aws events put-events}; and what that command sends, {@code {"Entries": […]}}. The detail stays
 * as it was sent, to the character, so that the function alone judges it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html">an
 *     entry</a>
 */
final class PostedEventReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Envelopes envelopes;

  PostedEventReader(Envelopes envelopes) {
    this.envelopes = envelopes;
  }

  List<Event> read(String json) throws NoEventException {
    List<String> texts;
    try {
      texts = objects(json);
    } catch (IOException e) {
      throw new NoEventException("The body is not JSON.");
    }
    List<Event> events = new ArrayList<>();
    for (String text : texts) {
      events.add(event(text, "Event " + (events.size() + 1)));
    }
    if (events.isEmpty()) {
      throw new NoEventException("There is no event in the body.");
    }
    return events;
  }

  /** The text of each object of which there may be an event. */
  private static List<String> objects(String json) throws IOException, NoEventException {
    List<String> objects = new ArrayList<>();
    try (JsonParser parser = JSON.getFactory().createParser(json)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          objects.add(object(parser, json));
        }
      } else {
        objects.add(object(parser, json));
      }
      if (parser.nextToken() != null) {
        throw new NoEventException("There is more than one document in the body.");
      }
    }
    if (objects.size() == 1 && JSON.readTree(objects.getFirst()).path("Entries").isArray()) {
      String entries = JSON.readTree(objects.getFirst()).path("Entries").toString();
      return objects(entries);
    }
    return objects;
  }

  private static String object(JsonParser parser, String json)
      throws IOException, NoEventException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new NoEventException("An event is a JSON object.");
    }
    int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
    parser.skipChildren();
    int end = Math.toIntExact(parser.currentLocation().getCharOffset());
    return json.substring(start, end);
  }

  private Event event(String text, String name) throws NoEventException {
    JsonNode object;
    try {
      object = JSON.readTree(text);
    } catch (IOException e) {
      throw new NoEventException(name + " is not JSON.");
    }
    if (isText(object, "source") && isText(object, "detail-type") && object.has("detail")) {
      return envelopes.complete(object, text);
    }
    if (isText(object, "Source") && isText(object, "DetailType") && isText(object, "Detail")) {
      if (!isObject(object.path("Detail").asText())) {
        throw new NoEventException(name + ": Detail is not the text of a JSON object.");
      }
      return envelopes.ofEntry(object);
    }
    throw new NoEventException(
        name
            + " is neither EventBridge's own (source, detail-type, detail)"
            + " nor an entry of put-events (Source, DetailType, Detail).");
  }

  private static boolean isText(JsonNode object, String member) {
    return object.path(member).isTextual();
  }

  private static boolean isObject(String json) {
    try {
      return JSON.readTree(json).isObject();
    } catch (IOException e) {
      return false;
    }
  }
}
