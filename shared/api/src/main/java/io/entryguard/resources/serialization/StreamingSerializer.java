package io.entryguard.resources.serialization;

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
 * streaming API: docs/adr/0006-serializer-of-our-own.md has the reason. The runtime finds a
 * function's serializer by its class, so there is one for each kind of event.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // the interface's own signature
public abstract class StreamingSerializer<I, O> implements CustomPojoSerializer {
  private final Class<I> inputType;
  private final Class<O> outputType;

  protected StreamingSerializer(Class<I> inputType, Class<O> outputType) {
    this.inputType = requireNonNull(inputType, "inputType is null");
    this.outputType = requireNonNull(outputType, "outputType is null");
  }

  /** Reads a document on whose first token the parser stands. */
  protected abstract I read(JsonParser json) throws IOException;

  /** Writes a document. */
  protected abstract void write(O value, JsonGenerator json) throws IOException;

  @Override
  public final <T> T fromJson(InputStream input, Type type) {
    try (JsonParser json = StrictJson.FACTORY.createParser(input)) {
      return read(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public final <T> T fromJson(String input, Type type) {
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
    return (T) read(json);
  }

  @Override
  public final <T> void toJson(T value, OutputStream output, Type type) {
    if (!outputType.isInstance(value)) {
      throw new IllegalArgumentException("cannot write " + type);
    }
    try (JsonGenerator json = StrictJson.FACTORY.createGenerator(output)) {
      write(outputType.cast(value), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
