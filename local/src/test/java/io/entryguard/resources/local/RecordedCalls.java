package io.entryguard.resources.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A proxy between a function and an AWS service that records the calls. */
final class RecordedCalls implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Headers that Java's HTTP client sets itself. */
  private static final Set<String> RESTRICTED =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private final URI service;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  private RecordedCalls(URI service, HttpServer server) {
    this.service = service;
    this.server = server;
  }

  /** Starts a proxy for a service. */
  static RecordedCalls of(URI service) throws IOException {
    var recorded =
        new RecordedCalls(
            service,
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    recorded.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    recorded.server.createContext("/", recorded::pass);
    recorded.server.start();
    return recorded;
  }

  String endpoint() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** Returns the calls so far. */
  List<Call> calls() {
    return List.copyOf(calls);
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      calls.add(new Call(target.substring(target.indexOf('.') + 1), JSON.readTree(body)));
      HttpRequest.Builder request =
          HttpRequest.newBuilder(service).POST(BodyPublishers.ofByteArray(body));
      exchange
          .getRequestHeaders()
          .forEach((name, values) -> {
            if (!RESTRICTED.contains(name.toLowerCase(Locale.ROOT))) {
              values.forEach(value -> request.header(name, value));
            }
          });
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      response
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      exchange.sendResponseHeaders(response.statusCode(), response.body().length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }

  /**
   * One call.
   *
   * @param operation the operation without the service's name
   */
  record Call(String operation, JsonNode body) {}
}
