package io.entryguard.resources.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Where a function under SnapStart gets its credentials: unlike others it finds none in its
 * variables.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html#snapstart-activate">SnapStart</a>
 */
final class CredentialsEndpoint implements AutoCloseable {
  /** The SDK keeps for a second what has as good as ended. */
  private static final Duration KEPT = Duration.ofMillis(1_500);

  private final HttpServer server;
  private volatile Duration validity = Duration.ofHours(6);
  private volatile long answeredNanos = System.nanoTime();

  private CredentialsEndpoint(HttpServer server) {
    this.server = server;
  }

  static CredentialsEndpoint start() throws IOException {
    var endpoint =
        new CredentialsEndpoint(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    endpoint.server.createContext("/", endpoint::answer);
    endpoint.server.start();
    return endpoint;
  }

  /** What tells the SDK of it. */
  Map<String, String> variables() {
    return Map.of(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "http://127.0.0.1:" + server.getAddress().getPort() + "/2021-07-31/credentials",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        "bench");
  }

  /** From now on, credentials are given that end so much later. */
  void valid(Duration time) {
    validity = time;
  }

  /** Waits until whoever took credentials that end too soon has to ask again. */
  void awaitStale() throws InterruptedException {
    for (long left = left(); left > 0; left = left()) {
      TimeUnit.NANOSECONDS.sleep(left);
    }
  }

  private long left() {
    return answeredNanos + KEPT.toNanos() - System.nanoTime();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      answeredNanos = System.nanoTime();
      byte[] body =
          """
          {"AccessKeyId":"bench","SecretAccessKey":"bench","Token":"bench","Expiration":"%s"}\
          """
              .formatted(Instant.now().plus(validity))
              .getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
