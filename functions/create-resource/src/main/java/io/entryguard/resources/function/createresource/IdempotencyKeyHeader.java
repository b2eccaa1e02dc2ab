package io.entryguard.resources.function.createresource;

import io.entryguard.resources.http.Headers;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.json.ValidationErrors;
import io.entryguard.resources.text.InvalidValueException;
import java.util.List;
import java.util.Optional;

/**
 * The header {@code Idempotency-Key}: a structured-field string, as the IETF's draft has it, or the
 * bare text that most clients send. Either way the key is the text between the quotes.
 */
final class IdempotencyKeyHeader {
  private static final String NAME = "Idempotency-Key";

  private IdempotencyKeyHeader() {}

  /** The request's key, as its caller's own; what is wrong with the header goes to the problems. */
  static Optional<IdempotencyKey> read(Headers headers, String caller, ValidationErrors problems) {
    List<String> values = headers.all(NAME);
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1) {
      problems.add(NAME, "must be there only once");
      return Optional.empty();
    }
    try {
      return Optional.of(
          new IdempotencyKey(IdempotencyKey.Origin.USER, caller, text(values.getFirst().strip())));
    } catch (InvalidValueException e) {
      problems.add(NAME, e.problem());
      return Optional.empty();
    }
  }

  private static String text(String value) {
    return value.startsWith("\"") ? unquoted(value) : value;
  }

  /** RFC 9651, 3.3.3: a quote and a backslash must be escaped, and nothing else may be. */
  private static String unquoted(String value) {
    var text = new StringBuilder();
    for (int i = 1; i < value.length(); i++) {
      char character = value.charAt(i);
      if (character == '"') {
        if (i == value.length() - 1) {
          return text.toString();
        }
        break;
      }
      if (character == '\\') {
        i++;
        character = i < value.length() ? value.charAt(i) : ' ';
        if (character != '"' && character != '\\') {
          break;
        }
      }
      text.append(character);
    }
    throw new InvalidValueException(
        "must be one quoted string, or the key without quotes, and nothing after it");
  }
}
