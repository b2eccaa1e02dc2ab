package io.entryguard.resources.local.fake;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;

/** The fake functions' serializer. */
@SuppressWarnings("TypeParameterUnusedInFormals") // The interface is Lambda's.
public final class MapSerializer implements CustomPojoSerializer {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public <T> T fromJson(InputStream input, Type type) {
    try {
      return JSON.readValue(input, JSON.constructType(type));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public <T> T fromJson(String input, Type type) {
    throw new UnsupportedOperationException("events come as bytes");
  }

  @Override
  public <T> void toJson(T value, OutputStream output, Type type) {
    try {
      JSON.writerFor(JSON.constructType(type)).writeValue(output, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
