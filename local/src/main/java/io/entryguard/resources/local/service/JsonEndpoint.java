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

/** A service of AWS's that speaks JSON 1.1: a POST, whose header names the operation. */
final class JsonEndpoint {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<HttpServer> servers;

  private JsonEndpoint(List<HttpServer> servers) {
    this.servers = List.copyOf(servers);
  }

  /** Takes a free port; nothing answers before {@link #start}. */
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

  /** Starts to answer. */
  void start(Service service) {
    for (HttpServer server : servers) {
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", exchange -> answer(service, exchange));
      server.start();
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port());
  }

  int port() {
    return servers.getFirst().getAddress().getPort();
  }

  private static void answer(Service service, HttpExchange exchange) throws IOException {
    try (exchange) {
      String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Answer answer = service.answer(operation == null ? "" : operation, request);
      byte[] bytes = JSON.writeValueAsBytes(answer.body());
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** What the service does. */
  @FunctionalInterface
  interface Service {
    /**
     * Answers a request.
     *
     * @param operation as {@code secretsmanager.GetSecretValue}
     * @param request JSON, not yet looked at
     */
    Answer answer(String operation, String request) throws IOException;
  }

  record Answer(int status, ObjectNode body) {
    static Answer of(ObjectNode body) {
      return new Answer(200, body);
    }

    static Answer error(String type, String message) {
      return new Answer(400, JSON.createObjectNode().put("__type", type).put("Message", message));
    }
  }
}
