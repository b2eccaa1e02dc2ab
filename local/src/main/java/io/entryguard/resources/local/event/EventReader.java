package io.entryguard.resources.local.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.local.template.LocalAws;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads events: one or an array, each as EventBridge delivers it to targets or as an entry of
 * {@code aws events put-events}; also a whole PutEvents request, {@code {"Entries": […]}}. Keeps
 * the detail verbatim, so that only the function validates it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html">an
 *     entry</a>
 */
final class EventReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<String> ids;
  private final InstantSource clock;

  EventReader(InstantSource clock, Supplier<String> ids) {
    this.clock = clock;
    this.ids = ids;
  }

  List<Event> read(String json) throws MalformedEventException {
    List<String> texts;
    try {
      texts = objects(json);
    } catch (IOException e) {
      throw new MalformedEventException("The body is not JSON.");
    }
    List<Event> events = new ArrayList<>();
    for (String text : texts) {
      events.add(event(text, "Event " + (events.size() + 1)));
    }
    if (events.isEmpty()) {
      throw new MalformedEventException("There is no event in the body.");
    }
    return events;
  }

  /** Returns the text of each object that may be an event. */
  private static List<String> objects(String json) throws IOException, MalformedEventException {
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
        throw new MalformedEventException("There is more than one document in the body.");
      }
    }
    if (objects.size() == 1) {
      JsonNode entries = JSON.readTree(objects.getFirst()).path("Entries");
      return entries.isArray() ? objects(entries.toString()) : objects;
    }
    return objects;
  }

  private static String object(JsonParser parser, String json)
      throws IOException, MalformedEventException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new MalformedEventException("An event is a JSON object.");
    }
    int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
    parser.skipChildren();
    int end = Math.toIntExact(parser.currentLocation().getCharOffset());
    return json.substring(start, end);
  }

  private Event event(String text, String name) throws MalformedEventException {
    JsonNode object = parse(text);
    if (isText(object, "source") && isText(object, "detail-type") && object.has("detail")) {
      return complete(object, text);
    }
    if (isText(object, "Source") && isText(object, "DetailType") && isText(object, "Detail")) {
      if (!parse(object.path("Detail").asText()).isObject()) {
        throw new MalformedEventException(name + ": Detail is not the text of a JSON object.");
      }
      return ofEntry(object);
    }
    throw new MalformedEventException(
        name
            + " is neither EventBridge's own (source, detail-type, detail)"
            + " nor an entry of put-events (Source, DetailType, Detail).");
  }

  private static boolean isText(JsonNode object, String member) {
    return object.path(member).isTextual();
  }

  /** Returns a missing node for malformed JSON. */
  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }

  /** Adds the members that EventBridge sets, where the envelope lacks them. */
  private Event complete(JsonNode sent, String text) {
    ObjectNode missing = ownMembers();
    String id = sent.path("id").asText(missing.path("id").asText());
    sent.fieldNames().forEachRemaining(missing::remove);
    return new Event(
        id,
        sent.path("source").asText(),
        sent.path("detail-type").asText(),
        Optional.empty(),
        missing.isEmpty() ? text : open(missing) + "," + text.substring(1));
  }

  /** Returns the envelope of a put-events entry, whose detail is a string of JSON. */
  private Event ofEntry(JsonNode entry) {
    String source = entry.path("Source").asText();
    String detailType = entry.path("DetailType").asText();
    ObjectNode envelope = ownMembers().put("source", source).put("detail-type", detailType);
    JsonNode time = entry.path("Time");
    if (time.isNumber()) {
      envelope.put("time", Instant.ofEpochSecond(time.asLong()).toString());
    } else if (time.isTextual()) {
      envelope.put("time", time.asText());
    }
    if (entry.path("Resources").isArray()) {
      envelope.set("resources", entry.path("Resources"));
    }
    return new Event(
        envelope.path("id").asText(),
        source,
        detailType,
        Optional.of(entry.path("EventBusName")).filter(JsonNode::isTextual).map(JsonNode::asText),
        open(envelope) + ",\"detail\":" + entry.path("Detail").asText() + "}");
  }

  private ObjectNode ownMembers() {
    ObjectNode members = JSON.createObjectNode();
    members.put("version", "0");
    members.put("id", ids.get());
    members.put("account", LocalAws.ACCOUNT);
    members.put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    members.put("region", LocalAws.REGION);
    members.putArray("resources");
    return members;
  }

  /** Returns the object's text without its closing brace. */
  private static String open(ObjectNode object) {
    String text = object.toString();
    return text.substring(0, text.length() - 1);
  }
}
