package io.entryguard.resources.json;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.entryguard.resources.resource.ResourceConfig;
import io.entryguard.resources.text.InvalidValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the body of a request, one JSON object, strictly: no conversion between types, no member
 * twice, nothing after the object. All problems are collected, not only the first.
 */
final class JsonBodyReader {
  private static final String BODY = "body";

  /**
   * The most that an HTTP body may have. Events, which have no limit of their own, get the same.
   */
  private static final int MAX_LENGTH = 64 * 1024;

  private final JsonParser parser;
  private final String text;
  private final ValidationErrors errors;
  private final Set<String> members = new HashSet<>();

  private JsonBodyReader(JsonParser parser, String text, ValidationErrors errors) {
    this.parser = parser;
    this.text = text;
    this.errors = errors;
  }

  /** Reads one member, whose value is the reader's current one. */
  @FunctionalInterface
  interface MemberReader {
    void read(String member, JsonBodyReader body) throws IOException;
  }

  /**
   * Reads one JSON document.
   *
   * @param errors receives the problems: member, such as {@code config.ports[2]}, or {@code body}
   * @param reader is called once for each member, in the order of the text, and has to read it
   * @return the names of all members, or empty if the text is not one JSON object
   */
  static Optional<Set<String>> read(String text, ValidationErrors errors, MemberReader reader) {
    requireNonNull(reader, "reader is null");
    if (text.length() > MAX_LENGTH) {
      errors.add(BODY, "must be at most 64 KiB of JSON");
      return Optional.empty();
    }
    try (JsonParser parser = StrictJson.FACTORY.createParser(text)) {
      return new JsonBodyReader(parser, text, errors).readObject(reader);
    } catch (StreamConstraintsException e) {
      errors.add(BODY, "must not be nested deeper than " + StrictJson.MAX_DEPTH + " levels");
    } catch (JsonProcessingException e) {
      errors.add(
          BODY,
          "must be one JSON object: it breaks at line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr());
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
    return Optional.empty();
  }

  private Optional<Set<String>> readObject(MemberReader reader) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      errors.add(BODY, "must be a JSON object");
      return Optional.empty();
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String member = parser.currentName();
      if (!members.add(member)) {
        errors.add(member, "must be there only once");
      }
      parser.nextToken();
      reader.read(member, this);
    }
    if (parser.nextToken() != null) {
      errors.add(BODY, "must be one JSON object and nothing after it");
    }
    return Optional.of(members);
  }

  /** Whether the value is null. */
  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /**
   * Reads a string that is not null.
   *
   * @param value makes the value of the string, or throws {@link InvalidValueException}
   * @return empty if something is wrong, which is then among the errors
   */
  <T> Optional<T> text(Function<String, T> value) throws IOException {
    if (isNull()) {
      errors.add(parser.currentName(), "must be a string, not null");
      return Optional.empty();
    }
    return optionalText(value);
  }

  /** Reads a string as {@link #text} does, or null, which is empty without an error. */
  <T> Optional<T> optionalText(Function<String, T> value) throws IOException {
    String member = parser.currentName();
    if (isNull()) {
      return Optional.empty();
    }
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      refuse("must be a string");
      return Optional.empty();
    }
    try {
      return Optional.of(value.apply(parser.getText()));
    } catch (InvalidValueException e) {
      errors.add(member, e.problem());
      return Optional.empty();
    }
  }

  /** Reads true or false; empty if it is something else, which is then among the errors. */
  Optional<Boolean> flag() throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      refuse("must be true or false");
      return Optional.empty();
    }
    return Optional.of(token == JsonToken.VALUE_TRUE);
  }

  /** Reads a configuration, or null; empty for null, and if something is wrong. */
  Optional<ResourceConfig> config() throws IOException {
    return new ConfigReader(parser, text, errors).read();
  }

  /** Skips the value, whatever it is, and adds an error. */
  void refuse(String problem) throws IOException {
    errors.add(parser.currentName(), problem);
    parser.skipChildren();
  }
}
