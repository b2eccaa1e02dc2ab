package io.entryguard.resources.serialization;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a handler's input type and writes its output type with jackson-databind. The runtime loads
 * a function's serializer by class name, so each function has a subclass.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // the interface's own signature
public abstract class DatabindSerializer<I, O> implements CustomPojoSerializer {
  private final ObjectReader reader;
  private final ObjectWriter writer;

  /**
   * Prepares reader and writer at start, not at the first event.
   *
   * @param mixins annotations for the events' classes, by class. With {@link
   *     com.fasterxml.jackson.annotation.JsonIncludeProperties} they name the members that are
   *     read; others are ignored and cannot make an event fail
   */
  protected DatabindSerializer(
      Class<I> inputType, Class<O> outputType, Map<Class<?>, Class<?>> mixins) {
    ObjectMapper mapper =
        JsonMapper.builder()
            // AWS writes Records, NewImage and S; the classes have records, newImage and s.
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addHandler(new AbsentIfMistyped())
            .withCoercionConfigDefaults(
                config -> config.setCoercion(CoercionInputShape.EmptyString, CoercionAction.AsNull))
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

  /** Treats a member of an unexpected type as absent: one member must not fail a whole batch. */
  private static final class AbsentIfMistyped extends DeserializationProblemHandler {
    @Override
    public @Nullable Object handleUnexpectedToken(
        DeserializationContext context,
        JavaType type,
        JsonToken token,
        JsonParser parser,
        @Nullable String problem)
        throws IOException {
      parser.skipChildren();
      return null;
    }

    @Override
    public @Nullable Object handleMissingInstantiator(
        DeserializationContext context,
        Class<?> type,
        ValueInstantiator instantiator,
        JsonParser parser,
        @Nullable String problem)
        throws IOException {
      parser.skipChildren();
      return null;
    }

    @Override
    public @Nullable Object handleWeirdStringValue(
        DeserializationContext context, Class<?> type, String value, String problem) {
      return null;
    }

    @Override
    public @Nullable Object handleWeirdNumberValue(
        DeserializationContext context, Class<?> type, Number value, String problem) {
      return null;
    }
  }
}
