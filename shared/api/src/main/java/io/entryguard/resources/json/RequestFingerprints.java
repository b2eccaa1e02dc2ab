package io.entryguard.resources.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.entryguard.resources.idempotency.RequestFingerprint;
import io.entryguard.resources.resource.CloudRegion;
import io.entryguard.resources.resource.ResourceSpec;
import io.entryguard.resources.text.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes fingerprints of requests from their canonical form: white space, the order of members,
 * escapes and {@code 1.0} for {@code 1} make no difference.
 */
public final class RequestFingerprints {
  private static final int MAX_NUMBER_LENGTH = 1_000;

  private RequestFingerprints() {}

  public static RequestFingerprint of(ResourceSpec spec) {
    String canonical =
        JsonText.of(json -> {
          json.writeStartArray();
          json.writeString(spec.name().value());
          json.writeString(spec.credentialId().toString());
          json.writeString(spec.provider().name());
          json.writeString(spec.type().value());
          json.writeString(spec.identifier().value());
          json.writeString(spec.region().map(CloudRegion::value).orElse(null));
          if (spec.config().isPresent()) {
            json.writeRawValue(canonical(spec.config().get().json()));
          } else {
            json.writeNull();
          }
          json.writeEndArray();
        });
    return new RequestFingerprint(Sha256.hex(canonical));
  }

  /** The fingerprint of an invalid request, so that a retry of it is recognized too. */
  public static RequestFingerprint ofRefused(String json) {
    try {
      return new RequestFingerprint(Sha256.hex(canonical(json)));
    } catch (StreamConstraintsException e) {
      // Nested too deep: only the same text is the same request.
      return new RequestFingerprint(Sha256.hex(json));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }

  private static String canonical(String json) throws IOException {
    try (JsonParser parser = StrictJson.FACTORY.createParser(json)) {
      parser.nextToken();
      return canonical(parser);
    }
  }

  /**
   * The canonical text of the parser's current value: members sorted by name, numbers in their
   * shortest form.
   */
  private static String canonical(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> canonicalObject(parser);
      case START_ARRAY -> canonicalArray(parser);
      case VALUE_STRING -> quoted(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> canonicalNumber(parser.getText());
      case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> parser.getText();
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value starts here");
    };
  }

  private static String canonicalObject(JsonParser parser) throws IOException {
    Map<String, String> members = new TreeMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, canonical(parser));
    }
    List<String> texts = new ArrayList<>();
    members.forEach((name, value) -> texts.add(quoted(name) + ":" + value));
    return "{" + String.join(",", texts) + "}";
  }

  private static String canonicalArray(JsonParser parser) throws IOException {
    List<String> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(canonical(parser));
    }
    return "[" + String.join(",", elements) + "]";
  }

  private static String quoted(String text) {
    return JsonText.of(json -> json.writeString(text));
  }

  /**
   * Keeps a number as written if BigDecimal cannot hold it or would take long to parse it: parsing
   * takes time quadratic in the number of digits.
   */
  private static String canonicalNumber(String text) {
    if (text.length() > MAX_NUMBER_LENGTH) {
      return text;
    }
    try {
      return new BigDecimal(text).stripTrailingZeros().toString();
    } catch (NumberFormatException | ArithmeticException e) {
      return text;
    }
  }
}
