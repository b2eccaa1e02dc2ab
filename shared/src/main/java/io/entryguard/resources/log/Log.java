package io.entryguard.resources.log;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entryguard.resources.failure.Explained;
import io.entryguard.resources.json.JsonText;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes one JSON object a line. A framework would add to every cold start what its own start
 * takes; this loads nothing that a function does not load anyway.
 *
 * <p>Of a throwable it writes types and places, and as the line's reason what those say that are
 * {@link Explained}; never the message: messages quote input, and input may hold secrets.
 */
public final class Log {
  /**
   * Whatever is beyond is escaped: it may end a line, turn its direction or be taken for something
   * else, and who reads a log must see what is there.
   */
  static final char LAST_PLAIN = '~';

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
    write("INFO", message, fields, List.of());
  }

  public void warn(String message, Map<LogField, String> fields) {
    write("WARN", message, fields, List.of());
  }

  public void warn(String message, Map<LogField, String> fields, Throwable cause) {
    write("WARN", message, fields, chainOf(cause));
  }

  public void error(String message, Map<LogField, String> fields) {
    write("ERROR", message, fields, List.of());
  }

  public void error(String message, Map<LogField, String> fields, Throwable cause) {
    write("ERROR", message, fields, chainOf(cause));
  }

  Instant now() {
    return clock.instant();
  }

  void line(String text) {
    lines.accept(text);
  }

  private static List<Throwable> chainOf(Throwable cause) {
    return Stream.iterate(cause, Objects::nonNull, Throwable::getCause).limit(CAUSES).toList();
  }

  private void write(
      String level, String message, Map<LogField, String> fields, List<Throwable> causes) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    lines.accept(
        JsonText.of(json -> {
          json.setHighestNonEscapedChar(LAST_PLAIN);
          json.writeStartObject();
          json.writeStringField("timestamp", now.toString());
          json.writeStringField("level", level);
          json.writeStringField("message", message);
          Map<LogField, String> all = withReasons(fields, causes);
          for (LogField field : LogField.values()) {
            if (all.containsKey(field)) {
              json.writeStringField(field.key(), all.get(field));
            }
          }
          if (!causes.isEmpty()) {
            write(json, causes);
          }
          json.writeEndObject();
        }));
  }

  /** What is told of the line itself stands first, then what its causes say, outermost first. */
  private static Map<LogField, String> withReasons(
      Map<LogField, String> fields, List<Throwable> causes) {
    String reasons =
        Stream.concat(
                Stream.ofNullable(fields.get(LogField.REASON)),
                causes.stream()
                    .filter(Explained.class::isInstance)
                    .map(cause -> ((Explained) cause).reason()))
            .collect(Collectors.joining(": "));
    if (reasons.isEmpty()) {
      return fields;
    }
    Map<LogField, String> all = new EnumMap<>(LogField.class);
    all.putAll(fields);
    all.put(LogField.REASON, reasons);
    return all;
  }

  private static void write(JsonGenerator json, List<Throwable> causes) throws IOException {
    json.writeArrayFieldStart("cause");
    for (Throwable at : causes) {
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
