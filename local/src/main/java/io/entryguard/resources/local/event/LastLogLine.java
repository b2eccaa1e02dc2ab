package io.entryguard.resources.local.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;

/**
 * What a function logged of a message at the end: why it gave it back, or what it did. Its answer
 * holds ids alone.
 */
final class LastLogLine {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LastLogLine() {}

  /** Its message, with its reason where there is one; empty if nothing was logged. */
  static Optional<String> of(List<String> lines) {
    return lines.reversed().stream().flatMap(line -> text(line).stream()).findFirst();
  }

  private static Optional<String> text(String line) {
    JsonNode entry;
    try {
      entry = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    String message = entry.path("message").asText();
    if (message.isEmpty()) {
      return Optional.empty();
    }
    String reason = entry.path("reason").asText();
    return Optional.of(reason.isEmpty() ? message : message + " (" + reason + ")");
  }
}
