package io.entryguard.resources.serialization;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.Map;

/**
 * Reads the one type that a handler takes, and writes the one that it gives, with jackson-databind.
 * The runtime finds a function's serializer by its class, so each function has a subclass.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // the interface's own signature
public abstract class DatabindSerializer<I, O> implements CustomPojoSerializer {
  private final ObjectReader reader;
  private final ObjectWriter writer;

  /**
   * Prepares both types, so that the first event finds them ready.
   *
   * @param mixins annotations for the events' classes, by class. With {@link
   *     com.fasterxml.jackson.annotation.JsonIncludeProperties} they name the members that are
   *     used: no other member can make an event fail
   */
  protected DatabindSerializer(
      Class<I> inputType, Class<O> outputType, Map<Class<?>, Class<?>> mixins) {
    ObjectMapper mapper =
        JsonMapper.builder()
            // AWS writes Records, NewImage and S where the classes have records, newImage and s.
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .setMixIns(mixins);
    this.reader = mapper.readerFor(inputType);
    this.writer = mapper.writerFor(outputType);
  }

  @Override
  public final <T> T fromJson(InputStream input, Type type) {
    try {
      return reader.readValue(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public final <T> T fromJson(String input, Type type) {
    try {
      return reader.readValue(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public final <T> void toJson(T value, OutputStream output, Type type) {
    try {
      writer.writeValue(output, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
