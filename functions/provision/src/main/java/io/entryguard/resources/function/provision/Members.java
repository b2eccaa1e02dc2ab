package io.entryguard.resources.function.provision;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.entryguard.resources.json.StrictJson;
import io.entryguard.resources.text.InvalidValueException;
import io.entryguard.resources.text.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The members of one JSON object. Nothing is guessed: no other types, none twice, nothing after the
 * object. Every method throws {@link MalformedEventException} for what is not as it must be.
 */
final class Members {
  private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,18}");

  /** RFC 3339, whose years have four digits. */
  private static final Pattern TIME =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
              + "(Z|[+-][0-9]{2}:[0-9]{2})");

  /** A local time near the ends of these years may be in another one in UTC. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final int MAX_ELEMENTS = 100;

  private final String name;
  private final Map<String, Value> values;

  private Members(String name, Map<String, Value> values) {
    this.name = name;
    this.values = values;
  }

  /**
   * A value by its first token.
   *
   * @param text of a string what it says, of anything else its JSON
   */
  private record Value(JsonToken kind, String text) {}

  /**
   * Reads a JSON document.
   *
   * @param name of the object, for reasons
   */
  static Members of(String name, String json) {
    try (JsonParser parser = StrictJson.FACTORY.createParser(json)) {
      return new Members(name, read(name, json, parser));
    } catch (StreamConstraintsException e) {
      // It has no place to name.
      throw new MalformedEventException(
          name + " is nested deeper than " + StrictJson.MAX_DEPTH + " levels");
    } catch (JsonProcessingException e) {
      throw new MalformedEventException(
          "%s is not one JSON object: it breaks at line %d, column %d"
              .formatted(name, e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  private static Map<String, Value> read(String name, String json, JsonParser parser)
      throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedEventException(name + " is not a JSON object");
    }
    Map<String, Value> values = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String member = parser.currentName();
      parser.nextToken();
      if (values.put(member, value(json, parser)) != null) {
        throw new MalformedEventException(name + " has a member twice");
      }
    }
    if (parser.nextToken() != null) {
      throw new MalformedEventException(name + " is not alone: something follows it");
    }
    return values;
  }

  private static Value value(String json, JsonParser parser) throws IOException {
    JsonToken kind = parser.currentToken();
    if (!kind.isStructStart()) {
      return new Value(kind, parser.getText());
    }
    int start = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    int end = (int) parser.currentLocation().getCharOffset();
    return new Value(kind, json.substring(start, end));
  }

  /** Refuses members of other names. */
  void only(Set<String> names) {
    if (!names.containsAll(values.keySet())) {
      throw new MalformedEventException(name + " has a member that its schema does not have");
    }
  }

  /** A text of product-wide form; see {@link Text#require}. */
  String text(String member, int maxCodePoints) {
    return value(member, text -> Text.require(text, maxCodePoints));
  }

  /** A string, made into a value by a parser that knows its form. */
  <T> T value(String member, Function<String, T> parser) {
    try {
      return parser.apply(required(member, JsonToken.VALUE_STRING, "a string").text());
    } catch (InvalidValueException e) {
      throw malformed(member, e.problem());
    }
  }

  /** A string, made into a value by a parser that is empty for other forms. */
  <T> T parsed(String member, String form, Function<String, Optional<T>> parser) {
    return parser
        .apply(required(member, JsonToken.VALUE_STRING, "a string").text())
        .orElseThrow(() -> malformed(member, "must be " + form));
  }

  <E extends Enum<E>> E constant(String member, Class<E> type) {
    String text = required(member, JsonToken.VALUE_STRING, "a string").text();
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw malformed(member, "is none of the values that there are");
  }

  /** A whole number from 1 to 9,223,372,036,854,775,807. */
  long version() {
    Value value = required("version", JsonToken.VALUE_NUMBER_INT, "a whole number");
    long version = whole("version", value);
    if (version < 1) {
      throw malformed("version", "must be at least 1");
    }
    return version;
  }

  /** A whole number from 0 to 2,147,483,647; absent and null are the same. */
  OptionalInt optionalCount(String member) {
    if (isAbsentOrNull(member)) {
      return OptionalInt.empty();
    }
    long count = whole(member, required(member, JsonToken.VALUE_NUMBER_INT, "a whole number"));
    if (count > Integer.MAX_VALUE) {
      throw malformed(member, "must be at most 2147483647");
    }
    return OptionalInt.of((int) count);
  }

  private long whole(String member, Value value) {
    if (!WHOLE.matcher(value.text()).matches()) {
      throw malformed(member, "must be a whole number that is not negative, of 63 bits");
    }
    try {
      return Long.parseLong(value.text());
    } catch (NumberFormatException e) {
      throw malformed(member, "must be a whole number of 63 bits");
    }
  }

  boolean flag(String member) {
    Value value = present(member);
    return switch (value.kind()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw malformed(member, "must be true or false");
    };
  }

  /** False where it is absent. */
  boolean optionalFlag(String member) {
    return values.containsKey(member) && flag(member);
  }

  Instant time(String member) {
    String text = required(member, JsonToken.VALUE_STRING, "a string").text();
    if (TIME.matcher(text).matches()) {
      try {
        Instant time = OffsetDateTime.parse(text).toInstant();
        if (!time.isBefore(FIRST) && !time.isAfter(LAST)) {
          return time;
        }
      } catch (DateTimeException e) {
        // Said below, together with texts of another form.
      }
    }
    throw malformed(member, "must be a time in ISO 8601, as 2026-02-18T11:00:00Z");
  }

  /** Absent and null are the same. */
  Optional<Instant> optionalTime(String member) {
    return isAbsentOrNull(member) ? Optional.empty() : Optional.of(time(member));
  }

  /** Up to 100 texts, each of product-wide form. */
  Set<String> texts(String member, int maxCodePoints) {
    String json = required(member, JsonToken.START_ARRAY, "an array").text();
    Set<String> texts = new HashSet<>();
    int count = 0;
    try (JsonParser parser = StrictJson.FACTORY.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        count++;
        if (count > MAX_ELEMENTS || parser.currentToken() != JsonToken.VALUE_STRING) {
          throw malformed(member, "must be an array of at most 100 strings");
        }
        texts.add(Text.require(parser.getText(), maxCodePoints));
      }
    } catch (InvalidValueException e) {
      throw malformed(member, "has an element that " + e.problem());
    } catch (IOException e) {
      throw new UncheckedIOException("the array was read once", e);
    }
    return texts;
  }

  /** The JSON of an object, not looked at. */
  String object(String member) {
    return required(member, JsonToken.START_OBJECT, "an object").text();
  }

  private boolean isAbsentOrNull(String member) {
    Value value = values.get(member);
    return value == null || value.kind() == JsonToken.VALUE_NULL;
  }

  private Value present(String member) {
    Value value = values.get(member);
    if (value == null) {
      throw malformed(member, "is missing");
    }
    return value;
  }

  private Value required(String member, JsonToken kind, String kindName) {
    Value value = present(member);
    if (value.kind() != kind) {
      throw malformed(member, "must be " + kindName);
    }
    return value;
  }

  private MalformedEventException malformed(String member, String problem) {
    return new MalformedEventException("%s.%s %s".formatted(name, member, problem));
  }
}
