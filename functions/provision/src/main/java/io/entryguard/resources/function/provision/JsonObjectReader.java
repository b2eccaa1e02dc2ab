package io.entryguard.resources.function.provision;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.POJONode;
import io.entryguard.resources.json.StrictJson;
import io.entryguard.resources.text.InvalidValueException;
import io.entryguard.resources.text.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the members of one JSON object strictly: no other types, none twice, nothing after the
 * object. Every method throws {@link MalformedEventException} for what is not as it must be.
 */
final class JsonObjectReader {
  /** More than a resource may have: if one is nested too deep, the requester hears of it. */
  private static final int MAX_DEPTH = 1_000;

  private static final ObjectMapper JSON = new ObjectMapper(factory());

  /** RFC 3339, whose years have four digits. */
  private static final Pattern TIME =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
              + "(Z|[+-][0-9]{2}:[0-9]{2})");

  private static final int MAX_ELEMENTS = 100;

  private final String name;
  private final Map<String, JsonNode> members;

  private JsonObjectReader(String name, Map<String, JsonNode> members) {
    this.name = name;
    this.members = members;
  }

  private static JsonFactory factory() {
    return StrictJson.FACTORY
        .copy()
        .setStreamReadConstraints(
            StrictJson.FACTORY
                .streamReadConstraints()
                .rebuild()
                .maxNestingDepth(MAX_DEPTH)
                .build());
  }

  /**
   * Reads a JSON document.
   *
   * @param name of the object, for reasons
   */
  static JsonObjectReader of(String name, String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      return new JsonObjectReader(name, read(name, json, parser));
    } catch (StreamConstraintsException e) {
      // It has no place to name.
      throw new MalformedEventException(name + " is nested deeper than " + MAX_DEPTH + " levels");
    } catch (JsonProcessingException e) {
      throw new MalformedEventException(
          "%s is not one JSON object: it breaks at line %d, column %d"
              .formatted(name, e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  private static Map<String, JsonNode> read(String name, String json, JsonParser parser)
      throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedEventException(name + " is not a JSON object");
    }
    Map<String, JsonNode> members = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String member = parser.currentName();
      boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
      JsonNode value = isObject ? new POJONode(text(json, parser)) : JSON.readTree(parser);
      if (members.put(member, value) != null) {
        throw new MalformedEventException(name + " has a member twice");
      }
    }
    if (parser.nextToken() != null) {
      throw new MalformedEventException(name + " is not alone: something follows it");
    }
    return members;
  }

  /** An object to the character: a tree would not keep how numbers are spelled. */
  private static String text(String json, JsonParser parser) throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    return json.substring(start, (int) parser.currentLocation().getCharOffset());
  }

  /** Refuses members of other names. */
  void only(String... names) {
    if (!Set.of(names).containsAll(members.keySet())) {
      throw new MalformedEventException(name + " has a member that its schema does not have");
    }
  }

  /** A text of product-wide form; see {@link Text#require}. */
  String text(String member, int maxCodePoints) {
    return value(member, text -> Text.require(text, maxCodePoints));
  }

  /** A string, made into a value by a parser that knows its form. */
  <T> T value(String member, Function<String, T> parser) {
    String text = required(member, JsonNode::isTextual, "a string").textValue();
    try {
      return parser.apply(text);
    } catch (InvalidValueException e) {
      throw malformed(member, e.problem());
    }
  }

  /** A string, made into a value by a parser that is empty for other forms. */
  <T> T parsed(String member, String form, Function<String, Optional<T>> parser) {
    return value(
        member,
        text -> parser.apply(text).orElseThrow(() -> new InvalidValueException("must be " + form)));
  }

  <E extends Enum<E>> E constant(String member, Class<E> type) {
    E[] constants = type.getEnumConstants();
    return parsed(
        member,
        "one of " + Arrays.toString(constants),
        text -> Stream.of(constants).filter(each -> each.name().equals(text)).findFirst());
  }

  /** A whole number from 0 to 2,147,483,647. */
  int count(String member) {
    return (int) whole(member, 0, Integer.MAX_VALUE);
  }

  /** A whole number from 1 to 9,223,372,036,854,775,807. */
  long version() {
    return whole("version", 1, Long.MAX_VALUE);
  }

  /** A whole number from 0 to 2,147,483,647; absent and null are the same. */
  OptionalInt optionalCount(String member) {
    return isAbsentOrNull(member)
        ? OptionalInt.empty()
        : OptionalInt.of((int) whole(member, 0, Integer.MAX_VALUE));
  }

  private long whole(String member, long min, long max) {
    return required(
            member,
            node ->
                node.isIntegralNumber()
                    && node.canConvertToLong()
                    && node.longValue() >= min
                    && node.longValue() <= max,
            "a whole number from %d to %d".formatted(min, max))
        .longValue();
  }

  boolean flag(String member) {
    return required(member, JsonNode::isBoolean, "true or false").booleanValue();
  }

  /** False where it is absent. */
  boolean optionalFlag(String member) {
    return members.containsKey(member) && flag(member);
  }

  Instant time(String member) {
    return parsed(
        member, "a time in ISO 8601, as 2026-02-18T11:00:00Z", JsonObjectReader::parseTime);
  }

  private static Optional<Instant> parseTime(String text) {
    if (!TIME.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      // A local time near the ends of these years may be in another one in UTC.
      var time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
      return Optional.of(time)
          .filter(utc -> utc.getYear() >= 1 && utc.getYear() <= 9999)
          .map(OffsetDateTime::toInstant);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Absent and null are the same. */
  Optional<Instant> optionalTime(String member) {
    return isAbsentOrNull(member) ? Optional.empty() : Optional.of(time(member));
  }

  /** Up to 100 texts, each of product-wide form. */
  Set<String> texts(String member, int maxCodePoints) {
    JsonNode array =
        required(
            member,
            node -> node.isArray() && node.size() <= MAX_ELEMENTS,
            "an array of at most 100 strings");
    Set<String> texts = new HashSet<>();
    for (JsonNode element : array) {
      if (!element.isTextual()) {
        throw malformed(member, "must be an array of at most 100 strings");
      }
      try {
        texts.add(Text.require(element.textValue(), maxCodePoints));
      } catch (InvalidValueException e) {
        throw malformed(member, "has an element that " + e.problem());
      }
    }
    return texts;
  }

  /** The JSON of an object to the character, whose members are not looked at. */
  String object(String member) {
    return ((POJONode) required(member, JsonNode::isPojo, "an object")).getPojo().toString();
  }

  private boolean isAbsentOrNull(String member) {
    JsonNode value = members.get(member);
    return value == null || value.isNull();
  }

  private JsonNode required(String member, Predicate<JsonNode> isOfForm, String form) {
    JsonNode value = members.get(member);
    if (value == null) {
      throw malformed(member, "is missing");
    }
    if (!isOfForm.test(value)) {
      throw malformed(member, "must be " + form);
    }
    return value;
  }

  private MalformedEventException malformed(String member, String problem) {
    return new MalformedEventException("%s.%s %s".formatted(name, member, problem));
  }
}
