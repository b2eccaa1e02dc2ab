package io.entryguard.resources.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.entryguard.resources.resource.NamedResource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Writes resources into an array as they come, each as {@link ResourceWriter} does. None is kept.
 */
public final class ResourceListWriter {
  private final JsonGenerator json;

  /**
   * Begins an array.
   *
   * @param output in memory
   */
  public ResourceListWriter(OutputStream output) {
    try {
      json = StrictJson.FACTORY.createGenerator(output);
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

  /** Ends the array, and closes the output, which then has all that is in it. */
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
