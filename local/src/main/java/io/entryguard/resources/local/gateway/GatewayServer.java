package io.entryguard.resources.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.entryguard.resources.local.event.EventBus;
import io.entryguard.resources.local.event.PublishedEvents;
import io.entryguard.resources.local.function.LoadedFunction;
import io.entryguard.resources.local.reference.Reference;
import io.entryguard.resources.local.template.ApiDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;

/** The API's port on this machine, and on no other. */
public final class GatewayServer {
  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html">API
   *     Gateway's quotas</a>
   */
  private static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

  /** Of one connection only, so API Gateway does not pass them on. */
  private static final Set<String> HOP_BY_HOP =
      Set.of("connection", "expect", "keep-alive", "te", "transfer-encoding", "upgrade");

  private static final SdkBytes NO_BODY = SdkBytes.fromByteArray(new byte[0]);

  private final HttpServer server;

  private GatewayServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Takes the port; who connects waits until {@link #start}.
   *
   * @param port 0 for any that is free
   * @throws java.net.BindException if it is taken
   */
  public static GatewayServer bind(int port) throws IOException {
    // Otherwise small answers wait for the acknowledgement of their headers, some 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    return new GatewayServer(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
  }

  /** Where events can be posted, and seen. */
  public URI eventsUrl() {
    return URI.create("http://localhost:" + port() + EventsEndpoint.PATH);
  }

  /** The API reference, for a browser. */
  public URI referenceUrl() {
    return URI.create("http://localhost:" + port() + Reference.PATH);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /**
   * Starts to answer.
   *
   * @param functions by logical name
   * @param bus takes what is posted to {@code /events}
   * @param published what is shown there
   * @param reference is served beside the API
   * @param requestIds gives a new one at each call
   * @throws IllegalArgumentException for an API that says what is not understood here
   */
  public void start(
      ApiDefinition api,
      Map<String, LoadedFunction> functions,
      EventBus bus,
      PublishedEvents published,
      Reference reference,
      InstantSource clock,
      Supplier<String> requestIds,
      BiConsumer<String, Throwable> log) {
    var gateway = new LocalGateway(api, functions, log);
    var events = new EventsEndpoint(bus, published);
    var pages = new ReferenceEndpoint(reference);
    Function<GatewayRequest, GatewayAnswer> answers =
        request ->
            request.path().equals(EventsEndpoint.PATH)
                ? events.answer(request)
                : pages.answer(request).orElseGet(() -> gateway.answer(request));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Optional<SdkBytes> body = body(exchange);
            GatewayRequest request =
                request(exchange, body.orElse(NO_BODY), clock.instant(), requestIds.get());
            GatewayAnswer answer;
            try {
              answer = body.isPresent() ? answers.apply(request) : gateway.tooLarge(request);
            } catch (RuntimeException e) {
              answer = gateway.failure(request, e);
            }
            send(exchange, answer);
          }
        });
    server.start();
  }

  /** Ends at once, whoever is waiting. */
  public void stop() {
    server.stop(0);
  }

  /** The body; empty for one that API Gateway would not take. */
  private static Optional<SdkBytes> body(HttpExchange exchange) throws IOException {
    InputStream body = exchange.getRequestBody();
    byte[] bytes = body.readNBytes(MAX_BODY_BYTES + 1);
    if (bytes.length <= MAX_BODY_BYTES) {
      return Optional.of(SdkBytes.fromByteArrayUnsafe(bytes));
    }
    // A client that is still sending does not listen.
    body.transferTo(OutputStream.nullOutputStream());
    return Optional.empty();
  }

  private static GatewayRequest request(
      HttpExchange exchange, SdkBytes body, Instant time, String id) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
            headers.put(name, List.copyOf(values));
          }
        });
    String sourceIp = exchange.getRemoteAddress().getAddress().getHostAddress();
    headers.put("X-Forwarded-For", List.of(sourceIp));
    headers.put(
        "X-Forwarded-Port", List.of(Integer.toString(exchange.getLocalAddress().getPort())));
    headers.put("X-Forwarded-Proto", List.of("http"));
    String query = exchange.getRequestURI().getRawQuery();
    return new GatewayRequest(
        id,
        time,
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        query == null ? "" : query,
        headers,
        body,
        sourceIp);
  }

  private static void send(HttpExchange exchange, GatewayAnswer answer) throws IOException {
    exchange.getResponseHeaders().putAll(answer.headers());
    byte[] body = answer.body().asByteArrayUnsafe();
    boolean bodiless =
        exchange.getRequestMethod().equals("HEAD")
            || answer.status() == 204
            || answer.status() == 304
            || body.length == 0;
    exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
    if (!bodiless) {
      exchange.getResponseBody().write(body);
    }
  }
}
