package io.entryguard.resources.log;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.entryguard.resources.text.SafeReason;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/**
 * Writes log events as JSON lines: time, level, message and fields, and for a throwable the types,
 * stack frames and safe reasons of its causes. Never writes an exception's message, which may quote
 * input and so a secret.
 */
final class JsonLineWriter {
  /** Characters beyond are escaped: they may break lines, reverse text or look like others. */
  private static final char LAST_UNESCAPED = '~';

  private static final String REASON = "reason";
  private static final int MAX_FRAMES = 12;

  /** A bound, because causes may form a cycle. */
  private static final int MAX_CAUSES = 8;

  private static final JsonFactory JSON = new JsonFactory();

  private final Consumer<String> lines;
  private final InstantSource clock;
  private final Optional<String> functionVersion;

  /**
   * @param lines receives each line, without line separator
   * @param functionVersion the version whose failures the metrics count; empty outside Lambda
   */
  JsonLineWriter(Consumer<String> lines, InstantSource clock, Optional<String> functionVersion) {
    this.lines = requireNonNull(lines, "lines is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.functionVersion = requireNonNull(functionVersion, "functionVersion is null");
  }

  void write(
      Level level,
      String message,
      @Nullable List<KeyValuePair> fields,
      @Nullable Throwable throwable) {
    List<Throwable> causes =
        Stream.iterate(throwable, Objects::nonNull, Throwable::getCause).limit(MAX_CAUSES).toList();
    var line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.setHighestNonEscapedChar(LAST_UNESCAPED);
      json.writeStartObject();
      json.writeStringField("timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
      json.writeStringField("level", level.name());
      json.writeStringField("message", message);
      if (functionVersion.isPresent()) {
        json.writeStringField("functionVersion", functionVersion.get());
      }
      writeFields(json, fields == null ? List.of() : fields, causes);
      if (!causes.isEmpty()) {
        writeCauses(json, causes);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    lines.accept(line.toString());
  }

  /** Joins the line's own reason and those of its causes, outermost first, in one field. */
  private static void writeFields(
      JsonGenerator json, List<KeyValuePair> fields, List<Throwable> causes) throws IOException {
    String reasons =
        Stream.concat(
                fields.stream()
                    .filter(field -> field.key.equals(REASON))
                    .map(field -> String.valueOf(field.value)),
                causes.stream()
                    .filter(SafeReason.class::isInstance)
                    .map(cause -> ((SafeReason) cause).reason()))
            .collect(Collectors.joining(": "));
    boolean written = reasons.isEmpty();
    for (KeyValuePair field : fields) {
      if (!field.key.equals(REASON)) {
        json.writeFieldName(field.key);
        writeValue(json, field.value);
      } else if (!written) {
        json.writeStringField(REASON, reasons);
        written = true;
      }
    }
    if (!written) {
      json.writeStringField(REASON, reasons);
    }
  }

  private static void writeValue(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      case Map<?, ?> members -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> member : members.entrySet()) {
          json.writeFieldName(String.valueOf(member.getKey()));
          writeValue(json, member.getValue());
        }
        json.writeEndObject();
      }
      case List<?> elements -> {
        json.writeStartArray();
        for (Object element : elements) {
          writeValue(json, element);
        }
        json.writeEndArray();
      }
      default -> json.writeString(value.toString());
    }
  }

  private static void writeCauses(JsonGenerator json, List<Throwable> causes) throws IOException {
    json.writeArrayFieldStart("cause");
    for (Throwable cause : causes) {
      json.writeStartObject();
      json.writeStringField("type", cause.getClass().getName());
      json.writeArrayFieldStart("at");
      StackTraceElement[] frames = cause.getStackTrace();
      for (int i = 0; i < Math.min(MAX_FRAMES, frames.length); i++) {
        json.writeString(frames[i].toString());
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
