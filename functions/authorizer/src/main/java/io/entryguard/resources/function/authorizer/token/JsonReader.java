package io.entryguard.resources.function.authorizer.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.entryguard.resources.text.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one JSON object so that no other reader can understand it differently: no duplicate
 * members, nothing after it, valid Unicode, bounded depth.
 */
final class JsonReader {
  /** Claims and keys nest three times; whoever nests deeper than this sends something else. */
  private static final int MAX_DEPTH = 10;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          // Callers choose the names: they must not stay in memory for good.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private JsonReader() {}

  /** Reads UTF-8; Jackson's own decoder would also guess UTF-16 and UTF-32. */
  static Optional<Json.Members> read(byte[] utf8) {
    try {
      return read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Empty for anything but exactly one object. */
  static Optional<Json.Members> read(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Json.Members members = members(parser);
      return parser.nextToken() == null ? Optional.of(members) : Optional.empty();
    } catch (IOException | NotStrictException e) {
      return Optional.empty();
    }
  }

  private static Json value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> members(parser);
      case START_ARRAY -> elements(parser);
      case VALUE_STRING -> new Json.Text(unicode(parser.getText()));
      case VALUE_NUMBER_INT -> number(parser);
      case VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> new Json.Other();
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new NotStrictException();
    };
  }

  private static Json.Members members(JsonParser parser) throws IOException {
    Map<String, Json> members = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = unicode(parser.currentName());
      parser.nextToken();
      if (members.put(name, value(parser)) != null) {
        throw new NotStrictException();
      }
    }
    return new Json.Members(members);
  }

  private static Json.Elements elements(JsonParser parser) throws IOException {
    List<Json> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return new Json.Elements(elements);
  }

  private static Json number(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> new Json.Whole(parser.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> new Json.Other();
    };
  }

  /** Escapes can spell half a surrogate pair, which no encoding can carry on. */
  private static String unicode(String text) {
    if (!Text.isUnicode(text)) {
      throw new NotStrictException();
    }
    return text;
  }

  private static final class NotStrictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotStrictException() {
      // Without a stack trace: refusing must not cost more than reading.
      super(null, null, false, false);
    }
  }
}
