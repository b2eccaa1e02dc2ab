package io.entryguard.resources.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes JSON documents as text. */
public final class JsonText {
  private JsonText() {}

  /** Returns a document with this content. */
  public static String of(Content content) {
    var text = new StringWriter();
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(text)) {
      content.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return text.toString();
  }

  /** The content of a document: one JSON value. */
  @FunctionalInterface
  public interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }
}
