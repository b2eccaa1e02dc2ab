package io.entryguard.resources.bench.function;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Does nothing, not even read its event: the cost of Java and the runtime. */
public final class NoOperation implements RequestStreamHandler {
  private static final byte[] ANSWER = "{}".getBytes(US_ASCII);

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    output.write(ANSWER);
  }
}
