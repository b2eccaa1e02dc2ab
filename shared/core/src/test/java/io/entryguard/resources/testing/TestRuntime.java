package io.entryguard.resources.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;

/** Runs a handler like Lambda: from JSON to JSON with its registered serializer. */
public final class TestRuntime<I, O> {
  private final RequestHandler<I, O> handler;
  private final Class<I> input;
  private final Class<O> output;
  private final CustomPojoSerializer serializer;

  public TestRuntime(RequestHandler<I, O> handler, Class<I> input, Class<O> output) {
    this.handler = handler;
    this.input = input;
    this.output = output;
    List<CustomPojoSerializer> named = List.copyOf(serializers());
    assertThat(named).as("the serializers of META-INF/services").hasSize(1);
    this.serializer = named.getFirst();
  }

  private static List<CustomPojoSerializer> serializers() {
    return ServiceLoader.load(CustomPojoSerializer.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /**
   * Runs the handler on an event from the class path.
   *
   * @param path the path of the event's file
   */
  public String runOnFile(String path) {
    try (InputStream event = TestRuntime.class.getResourceAsStream(path)) {
      return run(Objects.requireNonNull(event, path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String run(String event) {
    return run(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
  }

  private String run(InputStream event) {
    var answer = new ByteArrayOutputStream();
    serializer.toJson(
        handler.handleRequest(serializer.fromJson(event, input), new TestContext()),
        answer,
        output);
    return answer.toString(StandardCharsets.UTF_8);
  }
}
