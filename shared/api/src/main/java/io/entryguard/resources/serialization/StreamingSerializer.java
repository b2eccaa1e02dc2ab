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
 * Reads a handler's input type and writes its output type with Jackson's streaming API; see
 * docs/adr/0006-serializer-of-our-own.md. The runtime loads a function's serializer by class name,
 * so there is one for each kind of event.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // the interface's own signature
public abstract class StreamingSerializer<I, O> implements CustomPojoSerializer {
  private final Class<I> inputType;
  private final Class<O> outputType;

  protected StreamingSerializer(Class<I> inputType, Class<O> outputType) {
    this.inputType = requireNonNull(inputType, "inputType is null");
    this.outputType = requireNonNull(outputType, "outputType is null");
  }

  /** Reads a document; the parser is at its first token. */
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

  /** The runtime always passes the handler's input type. */
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
