package io.entryguard.resources.local.fake;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;

/** A second serializer, for a zip that must be rejected. */
@SuppressWarnings("TypeParameterUnusedInFormals") // The interface is Lambda's.
public final class SecondMapSerializer implements CustomPojoSerializer {
  @Override
  public <T> T fromJson(InputStream input, Type type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> T fromJson(String input, Type type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> void toJson(T value, OutputStream output, Type type) {
    throw new UnsupportedOperationException();
  }
}
