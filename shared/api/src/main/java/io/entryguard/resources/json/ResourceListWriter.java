package io.entryguard.resources.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entryguard.resources.resource.NamedResource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Streams resources into a JSON array, each as written by {@link ResourceWriter}, without keeping
 * them.
 */
public final class ResourceListWriter {
  private final JsonGenerator json;

  /**
   * Starts the array.
   *
   * @param output must be in memory: an IOException is a bug
   */
  public ResourceListWriter(OutputStream output) {
    try {
      json = StrictJson.FACTORY.createGenerator(output);
      json.writeStartArray();
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  /** Writes the next resource. */
  public void add(NamedResource resource) {
    try {
      ResourceWriter.write(json, resource);
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  /** Ends the array, flushes and closes the output. */
  public void end() {
    try {
      json.writeEndArray();
      json.close();
    } catch (IOException e) {
      throw inMemory(e);
    }
  }

  private static UncheckedIOException inMemory(IOException e) {
    return new UncheckedIOException("writing to memory cannot fail", e);
  }
}
