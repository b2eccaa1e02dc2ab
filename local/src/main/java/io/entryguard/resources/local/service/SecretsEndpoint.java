package io.entryguard.resources.local.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** The one operation of Secrets Manager that a function calls: {@code GetSecretValue}. */
public final class SecretsEndpoint {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<HttpServer> servers;

  private SecretsEndpoint(List<HttpServer> servers) {
    this.servers = List.copyOf(servers);
  }

  /** Takes a free port; nothing answers before {@link #start}. */
  public static SecretsEndpoint bind() throws IOException {
    List<HttpServer> servers = new ArrayList<>();
    servers.add(HttpServer.create(new InetSocketAddress(Addresses.loopback(), 0), 0));
    int port = servers.getFirst().getAddress().getPort();
    var bridge = Addresses.containerBridge();
    if (bridge.isPresent()) {
      servers.add(HttpServer.create(new InetSocketAddress(bridge.get(), port), 0));
    }
    return new SecretsEndpoint(servers);
  }

  /**
   * Starts to answer.
   *
   * @param secrets ARN → value
   */
  public void start(Map<String, String> secrets) {
    Map<String, String> values = Map.copyOf(secrets);
    for (HttpServer server : servers) {
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", exchange -> answer(values, exchange));
      server.start();
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port());
  }

  public int port() {
    return servers.getFirst().getAddress().getPort();
  }

  private static void answer(Map<String, String> secrets, HttpExchange exchange)
      throws IOException {
    try (exchange) {
      JsonNode request = JSON.readTree(exchange.getRequestBody());
      String id = request.path("SecretId").asText();
      String value = secrets.get(id);
      if (!"secretsmanager.GetSecretValue"
          .equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))) {
        send(exchange, 400, error("UnknownOperationException", "Only GetSecretValue is here."));
      } else if (value == null) {
        send(exchange, 400, error("ResourceNotFoundException", "There is no such secret."));
      } else {
        ObjectNode found = JSON.createObjectNode();
        found.put("ARN", id).put("Name", id).put("SecretString", value).put("VersionId", "1");
        found.putArray("VersionStages").add("AWSCURRENT");
        send(exchange, 200, found);
      }
    }
  }

  private static ObjectNode error(String type, String message) {
    return JSON.createObjectNode().put("__type", type).put("Message", message);
  }

  private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
