package io.entryguard.resources.function.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A fake AWS endpoint over HTTP: responds to the SDK's calls by operation. */
public final class FakeAws implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> responses = new ConcurrentHashMap<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();

  public FakeAws() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::respond);
    server.start();
  }

  public String endpoint() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  public FakeAws respondsTo(String operation, String json) {
    responses.put(operation, json);
    return this;
  }

  /** The calls so far, each as operation and body. */
  public List<String> calls() {
    return calls;
  }

  private void respond(HttpExchange exchange) throws IOException {
    try (exchange) {
      String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      calls.add(operation + " " + body);
      byte[] response = responses.getOrDefault(operation, "{}").getBytes(UTF_8);
      exchange.sendResponseHeaders(responses.containsKey(operation) ? 200 : 400, response.length);
      exchange.getResponseBody().write(response);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
