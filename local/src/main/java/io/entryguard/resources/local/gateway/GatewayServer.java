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

/** The HTTP server of the API, on the loopback address only. */
public final class GatewayServer {
  /**
   * @see <a
   *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html">API
   *     Gateway's quotas</a>
   */
  private static final int MAX_BODY_BYTES = 10 * 1024 * 1024;

  /** Hop-by-hop headers, which API Gateway does not forward. */
  private static final Set<String> HOP_BY_HOP =
      Set.of("connection", "expect", "keep-alive", "te", "transfer-encoding", "upgrade");

  private static final SdkBytes NO_BODY = SdkBytes.fromByteArray(new byte[0]);

  private final HttpServer server;

  private GatewayServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Binds the port; connections wait until {@link #start}.
   *
   * @param port 0 for any free port
   * @throws java.net.BindException if the port is in use
   */
  public static GatewayServer bind(int port) throws IOException {
    // Otherwise small responses wait some 40 ms for the acknowledgement of their headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    return new GatewayServer(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
  }

  /** The URL of the events endpoint. */
  public URI eventsUrl() {
    return URI.create("http://localhost:" + port() + EventsEndpoint.PATH);
  }

  /** The URL of the API reference. */
  public URI referenceUrl() {
    return URI.create("http://localhost:" + port() + Reference.PATH);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /**
   * Starts serving.
   *
   * @param functions returns the function of a logical name
   * @param bus receives the events posted to {@code /events}
   * @param published the events returned by GET
   * @param reference the API reference, served beside the API
   * @param requestIds generates request ids
   * @throws IllegalArgumentException for an unsupported API definition
   */
  public void start(
      ApiDefinition api,
      Function<String, LoadedFunction> functions,
      EventBus bus,
      PublishedEvents published,
      Reference reference,
      InstantSource clock,
      Supplier<String> requestIds,
      BiConsumer<String, Throwable> log) {
    var gateway = new LocalGateway(api, functions, log);
    var events = new EventsEndpoint(bus, published);
    var pages = new ReferenceEndpoint(reference);
    Function<GatewayRequest, GatewayHttpResponse> responses =
        request ->
            request.path().equals(EventsEndpoint.PATH)
                ? events.respond(request)
                : pages.respond(request).orElseGet(() -> gateway.respond(request));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Optional<SdkBytes> body = body(exchange);
            GatewayRequest request =
                request(exchange, body.orElse(NO_BODY), clock.instant(), requestIds.get());
            GatewayHttpResponse response;
            try {
              response = body.isPresent() ? responses.apply(request) : gateway.tooLarge(request);
            } catch (RuntimeException e) {
              response = gateway.failure(request, e);
            }
            send(exchange, response);
          }
        });
    server.start();
  }

  /** Stops at once, without waiting for open requests. */
  public void stop() {
    server.stop(0);
  }

  /** Reads the body; empty if it is larger than API Gateway accepts. */
  private static Optional<SdkBytes> body(HttpExchange exchange) throws IOException {
    InputStream body = exchange.getRequestBody();
    byte[] bytes = body.readNBytes(MAX_BODY_BYTES + 1);
    if (bytes.length <= MAX_BODY_BYTES) {
      return Optional.of(SdkBytes.fromByteArrayUnsafe(bytes));
    }
    // Drain the body: a client that is still sending does not read the response.
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

  private static void send(HttpExchange exchange, GatewayHttpResponse response) throws IOException {
    exchange.getResponseHeaders().putAll(response.headers());
    byte[] body = response.body().asByteArrayUnsafe();
    boolean bodiless =
        exchange.getRequestMethod().equals("HEAD")
            || response.status() == 204
            || response.status() == 304
            || body.length == 0;
    exchange.sendResponseHeaders(response.status(), bodiless ? -1 : body.length);
    if (!bodiless) {
      exchange.getResponseBody().write(body);
    }
  }
}
