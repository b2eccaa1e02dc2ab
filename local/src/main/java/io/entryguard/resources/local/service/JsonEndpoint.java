package io.entryguard.resources.local.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** An endpoint of AWS's JSON 1.1 protocol: a POST whose header names the operation. */
final class JsonEndpoint {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<HttpServer> servers;

  private JsonEndpoint(List<HttpServer> servers) {
    this.servers = List.copyOf(servers);
  }

  /** Binds a free port; connections wait until {@link #start}. */
  static JsonEndpoint bind() throws IOException {
    List<HttpServer> servers = new ArrayList<>();
    servers.add(HttpServer.create(new InetSocketAddress(Addresses.loopback(), 0), 0));
    int port = servers.getFirst().getAddress().getPort();
    var bridge = Addresses.containerBridge();
    if (bridge.isPresent()) {
      servers.add(HttpServer.create(new InetSocketAddress(bridge.get(), port), 0));
    }
    return new JsonEndpoint(servers);
  }

  /** Starts serving. */
  void start(Service service) {
    for (HttpServer server : servers) {
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", exchange -> respond(service, exchange));
      server.start();
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port());
  }

  int port() {
    return servers.getFirst().getAddress().getPort();
  }

  private static void respond(Service service, HttpExchange exchange) throws IOException {
    try (exchange) {
      String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Response response = service.respond(operation == null ? "" : operation, request);
      byte[] bytes = JSON.writeValueAsBytes(response.body());
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(response.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** The service behind the endpoint. */
  @FunctionalInterface
  interface Service {
    /**
     * Responds to a request.
     *
     * @param operation such as {@code secretsmanager.GetSecretValue}
     * @param request JSON, not yet parsed
     */
    Response respond(String operation, String request) throws IOException;
  }

  record Response(int status, ObjectNode body) {
    static Response of(ObjectNode body) {
      return new Response(200, body);
    }

    static Response error(String type, String message) {
      return new Response(400, JSON.createObjectNode().put("__type", type).put("Message", message));
    }
  }
}
