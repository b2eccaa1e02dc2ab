package io.entryguard.resources.local.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entryguard.resources.local.template.LocalAws;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes events what EventBridge hands to targets. The detail stays as it was sent. */
final class Envelopes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Supplier<String> ids;
  private final InstantSource clock;

  Envelopes(Supplier<String> ids, InstantSource clock) {
    this.ids = ids;
    this.clock = clock;
  }

  /** An envelope with what it lacks of EventBridge's own members. */
  Event complete(JsonNode sent, String text) {
    ObjectNode missing = ownMembers();
    List<String> names = new ArrayList<>();
    sent.fieldNames().forEachRemaining(names::add);
    missing.remove(names);
    return new Event(
        sent.path("id").asText(missing.path("id").asText()),
        sent.path("source").asText(),
        sent.path("detail-type").asText(),
        Optional.empty(),
        missing.isEmpty() ? text : open(missing) + "," + text.substring(1));
  }

  /** The envelope of an entry of put-events, whose detail is JSON in a text. */
  Event ofEntry(JsonNode entry) {
    String source = entry.path("Source").asText();
    String detailType = entry.path("DetailType").asText();
    ObjectNode envelope = ownMembers();
    envelope.put("source", source);
    envelope.put("detail-type", detailType);
    JsonNode time = entry.path("Time");
    if (time.isNumber()) {
      envelope.put("time", Instant.ofEpochSecond(time.asLong()).toString());
    } else if (time.isTextual()) {
      envelope.put("time", time.asText());
    }
    if (entry.path("Resources").isArray()) {
      envelope.set("resources", entry.path("Resources"));
    }
    JsonNode bus = entry.path("EventBusName");
    return new Event(
        envelope.path("id").asText(),
        source,
        detailType,
        bus.isTextual() ? Optional.of(bus.asText()) : Optional.empty(),
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

  /** The object's text without its closing brace. */
  private static String open(ObjectNode object) {
    String text = object.toString();
    return text.substring(0, text.length() - 1);
  }
}
