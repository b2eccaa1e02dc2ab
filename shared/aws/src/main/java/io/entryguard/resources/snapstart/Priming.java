package io.entryguard.resources.snapstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.entryguard.resources.client.InMemoryNetwork;
import io.entryguard.resources.client.Network;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Primes a function: invokes it repeatedly with one event, from bytes to bytes as the runtime does,
 * so that the JVM loads and compiles its code. The function runs on an in-memory network and prints
 * nothing.
 *
 * @param <I> the handler's input type
 * @param <O> the handler's output type
 */
public final class Priming<I, O> {
  /** Enough requests for the JVM to compile the code of a request. */
  public static final int REQUESTS = 1_000;

  /** New handlers are made, so that the code that runs once for each is compiled too. */
  private static final int REQUESTS_BY_HANDLER = 20;

  private static final String FOLDER = "/priming/";

  private final CustomPojoSerializer serializer;
  private final Class<I> input;
  private final Class<O> output;
  private final UnaryOperator<String> responses;

  private Priming(
      CustomPojoSerializer serializer,
      Class<I> input,
      Class<O> output,
      UnaryOperator<String> responses) {
    this.serializer = requireNonNull(serializer, "serializer is null");
    this.input = requireNonNull(input, "input is null");
    this.output = requireNonNull(output, "output is null");
    this.responses = requireNonNull(responses, "responses is null");
  }

  /**
   * Returns a priming with the function's own serializer and with AWS responses from the class
   * path: {@code priming/Query.json} is the body of the response to every Query.
   */
  public static <I, O> Priming<I, O> with(
      CustomPojoSerializer serializer, Class<I> input, Class<O> output) {
    return new Priming<>(
        serializer, input, output, operation -> resource(operation.concat(".json")));
  }

  /**
   * Returns the same priming with another response to one operation.
   *
   * @param operation such as {@code GetSecretValue}
   * @param body JSON
   */
  public Priming<I, O> withResponse(String operation, String body) {
    UnaryOperator<String> others = responses;
    return new Priming<>(
        serializer, input, output, name -> name.equals(operation) ? body : others.apply(name));
  }

  /** Returns the function's environment with the table name that the response files use. */
  public static Map<String, String> environment(Map<String, String> environment) {
    Map<String, String> primed = new HashMap<>(environment);
    primed.put("TABLE_NAME", "priming");
    return primed;
  }

  /** Reads a file from the class path's folder {@code priming}. */
  public static String resource(String name) {
    try (InputStream file = Priming.class.getResourceAsStream(FOLDER + name)) {
      return new String(requireNonNull(file, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("a file of the class path cannot be read", e);
    }
  }

  /**
   * Invokes new handlers with the event.
   *
   * @param requests the number of invocations, usually {@link #REQUESTS}
   * @param event JSON
   * @param expected text that every response must contain
   * @param handlers makes a handler that uses the given network
   * @throws IllegalStateException if a response lacks the expected text
   */
  public void run(
      int requests,
      String event,
      String expected,
      Function<Network, RequestHandler<I, O>> handlers) {
    silently(() -> {
      for (int handled = 0; handled < requests; handled += REQUESTS_BY_HANDLER) {
        try (var network = new InMemoryNetwork(responses)) {
          handle(handlers.apply(network), REQUESTS_BY_HANDLER, event, expected);
        }
      }
    });
  }

  /**
   * Invokes a handler that needs no network with the event.
   *
   * @throws IllegalStateException if a response lacks the expected text
   */
  public void run(int requests, String event, String expected, RequestHandler<I, O> handler) {
    silently(() -> handle(handler, requests, event, expected));
  }

  private static void silently(Runnable work) {
    PrintStream printed = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    try {
      work.run();
    } finally {
      System.setOut(printed);
    }
  }

  private void handle(RequestHandler<I, O> handler, int requests, String event, String expected) {
    byte[] bytes = event.getBytes(UTF_8);
    for (int i = 0; i < requests; i++) {
      handle(handler, bytes, expected);
    }
  }

  private void handle(RequestHandler<I, O> handler, byte[] event, String expected) {
    I request = serializer.fromJson(new ByteArrayInputStream(event), input);
    O response = handler.handleRequest(request, new PrimingContext());
    var bytes = new ByteArrayOutputStream();
    serializer.toJson(response, bytes, output);
    if (!bytes.toString(UTF_8).contains(expected)) {
      throw new IllegalStateException("a primed response is not as expected");
    }
  }
}
