package io.entryguard.resources.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/** Hands events to a handler as the runtime does, from bytes to bytes. */
public final class Rehearsal<I, O> {
  /** Often enough for the JVM to compile what runs for each request. */
  public static final int TIMES = 1_000;

  private final CustomPojoSerializer serializer;
  private final Class<I> inputType;
  private final Class<O> outputType;

  /**
   * @param serializer the function's
   */
  public Rehearsal(CustomPojoSerializer serializer, Class<I> inputType, Class<O> outputType) {
    this.serializer = requireNonNull(serializer, "serializer is null");
    this.inputType = requireNonNull(inputType, "inputType is null");
    this.outputType = requireNonNull(outputType, "outputType is null");
  }

  /**
   * Hands the event over so many times.
   *
   * @param event JSON
   * @param expected is in each answer
   * @throws IllegalStateException if an answer is another: then it is not what callers will meet
   */
  public void run(RequestHandler<I, O> handler, String event, int times, String expected) {
    byte[] bytes = event.getBytes(UTF_8);
    for (int i = 0; i < times; i++) {
      I input = serializer.fromJson(new ByteArrayInputStream(bytes), inputType);
      O output = handler.handleRequest(input, new RehearsalContext());
      var answer = new ByteArrayOutputStream();
      serializer.toJson(output, answer, outputType);
      if (!answer.toString(UTF_8).contains(expected)) {
        throw new IllegalStateException("the answer is not " + expected);
      }
    }
  }
}
