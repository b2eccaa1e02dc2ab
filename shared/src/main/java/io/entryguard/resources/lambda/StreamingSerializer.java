package io.entryguard.resources.lambda;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.entryguard.resources.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;

/**
 * Reads the one type that a handler takes, and writes the one that it gives, with Jackson's
 * streaming API. The runtime finds serializers by their class, so each kind of event has one that
 * hands all it is asked to this; docs/adr/0006-serializer-of-our-own.md has the reason.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // the interface's own signature
public final class StreamingSerializer<I, O> implements CustomPojoSerializer {
  private final Class<I> inputType;
  private final Class<O> outputType;
  private final Reader<I> reader;
  private final Writer<O> writer;

  /**
   * @param reader makes the input of a document
   * @param writer writes the output as a document
   */
  public StreamingSerializer(
      Class<I> inputType, Class<O> outputType, Reader<I> reader, Writer<O> writer) {
    this.inputType = requireNonNull(inputType, "inputType is null");
    this.outputType = requireNonNull(outputType, "outputType is null");
    this.reader = requireNonNull(reader, "reader is null");
    this.writer = requireNonNull(writer, "writer is null");
  }

  @Override
  public <T> T fromJson(InputStream input, Type type) {
    try (JsonParser json = StrictJson.FACTORY.createParser(input)) {
      return read(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public <T> T fromJson(String input, Type type) {
    try (JsonParser json = StrictJson.FACTORY.createParser(input)) {
      return read(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The runtime asks for the type that the handler takes. */
  @SuppressWarnings("unchecked") // checked in the line before
  private <T> T read(JsonParser json, Type type) throws IOException {
    if (type != inputType) {
      throw new IllegalArgumentException("cannot read " + type);
    }
    json.nextToken();
    return (T) reader.read(json);
  }

  @Override
  public <T> void toJson(T value, OutputStream output, Type type) {
    if (!outputType.isInstance(value)) {
      throw new IllegalArgumentException("cannot write " + type);
    }
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(output)) {
      writer.write(outputType.cast(value), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a document on whose first token the parser stands. */
  @FunctionalInterface
  public interface Reader<I> {
    I read(JsonParser json) throws IOException;
  }

  /** Writes a document. */
  @FunctionalInterface
  public interface Writer<O> {
    void write(O value, JsonGenerator json) throws IOException;
  }
}
