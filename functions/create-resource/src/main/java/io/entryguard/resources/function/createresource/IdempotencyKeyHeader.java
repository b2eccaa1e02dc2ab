package io.entryguard.resources.function.createresource;

import io.entryguard.resources.http.Headers;
import io.entryguard.resources.idempotency.IdempotencyKey;
import io.entryguard.resources.json.ValidationErrors;
import io.entryguard.resources.text.InvalidValueException;
import java.util.List;
import java.util.Optional;

/**
 * The header {@code Idempotency-Key}: a quoted string, as in the IETF draft, or the bare text that
 * most clients send. The quotes are not part of the key.
 */
final class IdempotencyKeyHeader {
  private static final String NAME = "Idempotency-Key";

  private IdempotencyKeyHeader() {}

  /** Reads the request's key, which is scoped to its caller; adds an error if it is malformed. */
  static Optional<IdempotencyKey> read(Headers headers, String caller, ValidationErrors errors) {
    List<String> values = headers.all(NAME);
    if (values.isEmpty()) {
      return Optional.empty();
    }
    if (values.size() > 1) {
      errors.add(NAME, "must be there only once");
      return Optional.empty();
    }
    try {
      return Optional.of(
          new IdempotencyKey(IdempotencyKey.Origin.USER, caller, text(values.getFirst().strip())));
    } catch (InvalidValueException e) {
      errors.add(NAME, e.problem());
      return Optional.empty();
    }
  }

  private static String text(String value) {
    return value.startsWith("\"") ? unquoted(value) : value;
  }

  /** RFC 9651, section 3.3.3: quotes and backslashes must be escaped, other characters must not. */
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
