package io.entryguard.resources.log;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entryguard.resources.json.JsonText;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes one JSON object a line. A framework would add to every cold start what its own start
 * takes; this loads nothing that a function does not load anyway.
 *
 * <p>Of a throwable it writes types and places, never the message: messages quote input, and input
 * may hold secrets.
 */
public final class Log {
  private static final int FRAMES = 12;

  /** Causes may go round in a circle. */
  private static final int CAUSES = 8;

  private final Consumer<String> lines;
  private final InstantSource clock;

  /**
   * @param lines takes a line without its end
   */
  public Log(Consumer<String> lines, InstantSource clock) {
    this.lines = requireNonNull(lines, "lines is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  public void info(String message, Map<LogField, String> fields) {
    write("INFO", message, fields, Optional.empty());
  }

  public void warn(String message, Map<LogField, String> fields) {
    write("WARN", message, fields, Optional.empty());
  }

  public void warn(String message, Map<LogField, String> fields, Throwable cause) {
    write("WARN", message, fields, Optional.of(cause));
  }

  public void error(String message, Map<LogField, String> fields, Throwable cause) {
    write("ERROR", message, fields, Optional.of(cause));
  }

  private void write(
      String level, String message, Map<LogField, String> fields, Optional<Throwable> cause) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    lines.accept(
        JsonText.of(json -> {
          json.writeStartObject();
          json.writeStringField("timestamp", now.toString());
          json.writeStringField("level", level);
          json.writeStringField("message", message);
          for (LogField field : LogField.values()) {
            if (fields.containsKey(field)) {
              json.writeStringField(field.key(), fields.get(field));
            }
          }
          if (cause.isPresent()) {
            writeCause(json, cause.get());
          }
          json.writeEndObject();
        }));
  }

  private static void writeCause(JsonGenerator json, Throwable cause) throws IOException {
    json.writeArrayFieldStart("cause");
    Throwable at = cause;
    for (int depth = 0; at != null && depth < CAUSES; depth++, at = at.getCause()) {
      json.writeStartObject();
      json.writeStringField("type", at.getClass().getName());
      json.writeArrayFieldStart("at");
      StackTraceElement[] frames = at.getStackTrace();
      for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
        json.writeString(frames[i].toString());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
