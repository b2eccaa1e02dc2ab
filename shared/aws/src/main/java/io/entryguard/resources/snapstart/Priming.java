package io.entryguard.resources.snapstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.entryguard.resources.client.AwsNetwork;
import io.entryguard.resources.client.InMemoryNetwork;
import io.entryguard.resources.client.Network;
import io.entryguard.resources.configuration.Environment;
import io.entryguard.resources.store.Deadline;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a function before its snapshot as the runtime does, from an event's bytes to a response's
 * bytes, so that no caller waits for what is loaded and compiled by then. Events go to handlers on
 * an in-memory network and print nothing; the real network is only read from.
 *
 * <p>The JVM compiles what it has seen, and once more where the first caller's request is
 * different. So what is primed with varies where real requests do: the class of the context and of
 * the output, and items with and without what is optional; and it has the form in which AWS sends
 * it.
 *
 * @param <C> what a function is wired to, such as its Dagger component
 * @param <I> the type that its handler takes
 * @param <O> the type that its handler returns
 */
public final class Priming<C, I, O> {
  /**
   * With {@link #REQUESTS} each. The JVM optimizes a method that has run 5,000 times after its
   * first 200, so that with fewer it would do so during the first requests of callers.
   */
  private static final int HANDLERS = 70;

  /** By each handler, of each event. */
  private static final int REQUESTS = 100;

  /**
   * Each has a full TLS handshake, which runs as much code as a request
   * (docs/adr/0018-http-client.md).
   */
  private static final int CONNECTIONS = 300;

  private static final int READS_BY_CONNECTION = 20;

  /**
   * Of the requests in memory, and again of the reads. Lambda stops a function that has not started
   * after 130 seconds.
   */
  private static final Duration MAX_TIME = Duration.ofSeconds(45);

  private static final String FOLDER = "/priming/";
  private static final JsonFactory JSON = new JsonFactory();

  /** The runtime sets it for each request, and the SDK sends it on. */
  private static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";

  private static final String TRACE =
      "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0";
  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

  private final CustomPojoSerializer serializer;
  private final Class<I> input;
  private final Class<O> output;
  private final Wiring<C> wiring;
  private final Function<C, RequestHandler<I, O>> handler;
  private final Map<String, String> variables = new HashMap<>(Map.of("TABLE_NAME", "priming"));
  private final Map<String, String> responses = new HashMap<>();
  private final List<Sample> samples = new ArrayList<>();

  // Not static: a function that is not primed would wait for the classes that these make.
  /** What is printed goes nowhere. */
  private final List<OutputStream> outputs =
      List.of(
          OutputStream.nullOutputStream(),
          new BufferedOutputStream(OutputStream.nullOutputStream()),
          new DataOutputStream(OutputStream.nullOutputStream()));

  /** Other interfaces beside it make other classes. */
  private final List<Context> contexts =
      List.of(
          context(Context.class),
          context(Context.class, Runnable.class),
          context(Context.class, AutoCloseable.class));

  private Consumer<C> read = _ -> {};
  private Consumer<C> rareRead = _ -> {};

  /** Wires a function for priming. Classes of the network are loaded by those that need one. */
  private interface Wiring<C> {
    void wire(
        Map<String, String> environment, Function<String, List<String>> responses, Consumer<C> use);
  }

  private Priming(
      CustomPojoSerializer serializer,
      Class<I> input,
      Class<O> output,
      Wiring<C> wiring,
      Function<C, RequestHandler<I, O>> handler) {
    this.serializer = requireNonNull(serializer, "serializer is null");
    this.input = requireNonNull(input, "input is null");
    this.output = requireNonNull(output, "output is null");
    this.wiring = requireNonNull(wiring, "wiring is null");
    this.handler = requireNonNull(handler, "handler is null");
  }

  /** Priming with the function's own serializer, types and wiring, on an in-memory network. */
  public static <C, I, O> Priming<C, I, O> of(
      CustomPojoSerializer serializer,
      Class<I> input,
      Class<O> output,
      BiFunction<Environment, Network, C> wiring,
      Function<C, RequestHandler<I, O>> handler) {
    return new Priming<>(
        serializer,
        input,
        output,
        (environment, responses, use) -> {
          try (var network = new InMemoryNetwork(responses)) {
            use.accept(
                Environment.read(environment, variables -> wiring.apply(variables, network)));
          }
        },
        handler);
  }

  /** Priming of a function that calls no service: its zip need not have the AWS SDK. */
  public static <C, I, O> Priming<C, I, O> withoutNetwork(
      CustomPojoSerializer serializer,
      Class<I> input,
      Class<O> output,
      Function<Environment, C> wiring,
      Function<C, RequestHandler<I, O>> handler) {
    return new Priming<>(
        serializer,
        input,
        output,
        (environment, _, use) -> use.accept(Environment.read(environment, wiring)),
        handler);
  }

  /**
   * Wires a function on AWS. If Lambda is about to take a snapshot of it, it is primed first.
   *
   * @return what the function is wired to
   * @throws IllegalStateException if environment variables are missing or malformed
   */
  public static <C> C start(
      Map<String, String> environment,
      BiFunction<Environment, Network, C> wiring,
      Supplier<Priming<C, ?, ?>> priming) {
    var network = new AwsNetwork();
    C function = Environment.read(environment, variables -> wiring.apply(variables, network));
    SnapStart.prime(
        environment,
        () -> {
          Priming<C, ?, ?> primed = priming.get();
          traced(() -> {
            primed.run(environment, HANDLERS, fromNow(MAX_TIME));
            primed.read(function, network, fromNow(MAX_TIME));
          });
        });
    return function;
  }

  /** Does the same for a function that calls no service. */
  public static <C> C startWithoutNetwork(
      Map<String, String> environment,
      Function<Environment, C> wiring,
      Supplier<Priming<C, ?, ?>> priming) {
    C function = Environment.read(environment, wiring);
    SnapStart.prime(environment, () -> priming.get().run(environment, HANDLERS, fromNow(MAX_TIME)));
    return function;
  }

  static void traced(Runnable requests) {
    System.setProperty(TRACE_PROPERTY, TRACE);
    try {
      requests.run();
    } finally {
      System.clearProperty(TRACE_PROPERTY);
    }
  }

  private static Deadline fromNow(Duration time) {
    InstantSource clock = InstantSource.system();
    Instant end = clock.instant().plus(time);
    return () -> Duration.between(clock.instant(), end);
  }

  /**
   * Adds an event.
   *
   * @param event JSON
   * @param expected a part of every response to it
   */
  public Priming<C, I, O> withEvent(String event, String expected) {
    samples.add(new Sample(event, expected));
    return this;
  }

  /** Gives a variable another value while events are handled. */
  public Priming<C, I, O> withVariable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /**
   * Sets what the in-memory network returns. By default it is the file {@code
   * priming/<operation>.json} of the class path; where that is an array, its elements in turn.
   *
   * @param operation of AWS, such as {@code GetSecretValue}
   * @param body JSON
   */
  public Priming<C, I, O> withResponse(String operation, String body) {
    responses.put(operation, body);
    return this;
  }

  /**
   * Sets a read over the real network, for what the in-memory network leaves out: DNS, TLS,
   * credentials, and a connection that is used again.
   *
   * @param read must not leave anything behind that is secret, unique or expires
   */
  public Priming<C, I, O> withRead(Consumer<C> read) {
    this.read = requireNonNull(read, "read is null");
    return this;
  }

  /**
   * Sets another such read, of what few requests read, such as the keyring: once for each
   * connection, over a connection of its own.
   */
  public Priming<C, I, O> withRareRead(Consumer<C> rareRead) {
    this.rareRead = requireNonNull(rareRead, "rareRead is null");
    return this;
  }

  /**
   * A JSON document of the class path's folder {@code priming}, without spaces and line breaks, as
   * AWS sends it.
   */
  public static String resource(String name) {
    return documents(name).getFirst();
  }

  /** The documents of a file: the elements of its array, or itself. */
  private static List<String> documents(String name) {
    List<String> documents = new ArrayList<>();
    try (InputStream file = Priming.class.getResourceAsStream(FOLDER + name);
        JsonParser parser = JSON.createParser(requireNonNull(file, name))) {
      parser.nextToken();
      if (!parser.isExpectedStartArrayToken()) {
        return List.of(document(parser));
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        documents.add(document(parser));
      }
      return documents;
    } catch (IOException e) {
      throw new UncheckedIOException("a file of the class path cannot be read", e);
    }
  }

  private static String document(JsonParser parser) throws IOException {
    var text = new StringWriter();
    try (JsonGenerator compact = JSON.createGenerator(text)) {
      compact.copyCurrentStructure(parser);
    }
    return text.toString();
  }

  /**
   * Hands each event to new handlers on an in-memory network.
   *
   * @param handlers how many, of {@value #REQUESTS} requests for each event
   * @param deadline no handler is made after it
   * @throws IllegalStateException if a response is not as expected
   */
  public void run(Map<String, String> environment, int handlers, Deadline deadline) {
    Map<String, String> primed = new HashMap<>(environment);
    primed.putAll(variables);
    PrintStream printed = System.out;
    try {
      for (int i = 0; i < handlers && isTimeLeft(deadline); i++) {
        System.setOut(new PrintStream(outputs.get(i % outputs.size()), false, UTF_8));
        samples.forEach(sample -> handle(primed, sample));
      }
    } finally {
      System.setOut(printed);
    }
    logIfOver(deadline);
  }

  /** Closes each connection, also where a read fails. */
  void read(C function, AwsNetwork network, Deadline deadline) {
    for (int i = 0; i < CONNECTIONS && isTimeLeft(deadline); i++) {
      try {
        for (int j = 1; j < READS_BY_CONNECTION && isTimeLeft(deadline); j++) {
          read.accept(function);
        }
      } finally {
        network.closeAfter(() -> {
          read.accept(function);
          rareRead.accept(function);
        });
      }
    }
    logIfOver(deadline);
  }

  /** The context of a request that has ten seconds left. */
  private static Context context(Class<?>... interfaces) {
    return (Context)
        Proxy.newProxyInstance(
            Priming.class.getClassLoader(),
            interfaces,
            (_, method, _) ->
                switch (method.getName()) {
                  case "getRemainingTimeInMillis" -> 10_000;
                  case "getAwsRequestId" -> "";
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static boolean isTimeLeft(Deadline deadline) {
    return deadline.remaining().isPositive();
  }

  private static void logIfOver(Deadline deadline) {
    if (!isTimeLeft(deadline)) {
      LOG.atInfo().log("Priming took too long, so the first requests may be slower");
    }
  }

  private void handle(Map<String, String> environment, Sample sample) {
    byte[] event = sample.event().getBytes(UTF_8);
    wiring.wire(
        environment,
        this::responses,
        wired -> {
          RequestHandler<I, O> function = handler.apply(wired);
          for (int i = 0; i < REQUESTS; i++) {
            Context context = contexts.get(i % contexts.size());
            if (!handle(function, event, context).contains(sample.expected())) {
              throw new IllegalStateException("a primed response is not as expected");
            }
          }
        });
  }

  private String handle(RequestHandler<I, O> function, byte[] event, Context context) {
    I request = serializer.fromJson(new ByteArrayInputStream(event), input);
    O response = function.handleRequest(request, context);
    var bytes = new ByteArrayOutputStream();
    serializer.toJson(response, bytes, output);
    return bytes.toString(UTF_8);
  }

  private List<String> responses(String operation) {
    String body = responses.get(operation);
    return body == null ? documents(operation.concat(".json")) : List.of(body);
  }

  private record Sample(String event, String expected) {}
}
