package io.entryguard.resources.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;

/**
 * What AWS's Parameters and Secrets extension answers to a function whose secret it has in its
 * cache. On Lambda it is a process of its own beside the function, whose start and memory are to be
 * added.
 */
final class ExtensionEndpoint {
  private final HttpServer server;

  private ExtensionEndpoint(HttpServer server) {
    this.server = server;
  }

  static ExtensionEndpoint start(String secretArn, String secret) throws IOException {
    byte[] answer =
        new JsonMapper().writeValueAsBytes(Map.of("ARN", secretArn, "SecretString", secret));
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    server.createContext("/secretsmanager/get", exchange -> answer(exchange, answer));
    server.start();
    return new ExtensionEndpoint(server);
  }

  private static void answer(HttpExchange exchange, byte[] answer) throws IOException {
    try (exchange) {
      boolean isAllowed =
          exchange.getRequestHeaders().containsKey("X-Aws-Parameters-Secrets-Token");
      byte[] body = isAllowed ? answer : "endpoint rejects".getBytes(UTF_8);
      exchange.sendResponseHeaders(isAllowed ? 200 : 401, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }
}
