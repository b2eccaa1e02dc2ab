package io.entryguard.resources.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entryguard.resources.resource.NamedResource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes resources into an array as they come, each as {@link ResourceWriter} does. None is kept,
 * so a long list takes little more memory than its text.
 */
public final class ResourceListWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final JsonGenerator json;

  /** Begins an array. */
  public ResourceListWriter() {
    try {
      json = StrictJson.FACTORY.createGenerator(bytes);
      json.writeStartArray();
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  /** Writes the next one. */
  public void add(NamedResource resource) {
    try {
      ResourceWriter.write(json, resource);
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  /** Ends the array, and returns it with all that is in it. */
  public String end() {
    try {
      json.writeEndArray();
      json.close();
    } catch (IOException e) {
      throw inMemory(e);
    }
    return bytes.toString(UTF_8);
  }

  private static UncheckedIOException inMemory(IOException e) {
    return new UncheckedIOException("writing to memory cannot fail", e);
  }
}
