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
 * The credentials endpoint of a function under SnapStart, which has no credentials in its
 * environment.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html#snapstart-activate">SnapStart</a>
 */
final class CredentialsEndpoint implements AutoCloseable {
  private static final Duration EXPIRED = Duration.ofSeconds(30);

  /** The SDK caches credentials that are about to expire for a second. */
  private static final Duration KEPT = Duration.ofMillis(1_500);

  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private volatile Duration validity = EXPIRED;
  private volatile long respondedNanos = System.nanoTime();

  /** Starts the endpoint; its credentials are about to expire until {@link #renew}. */
  CredentialsEndpoint() throws IOException {
    server.createContext("/", this::respond);
    server.start();
  }

  /** The environment variables that tell the SDK the endpoint. */
  Map<String, String> variables() {
    return Map.of(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "http://127.0.0.1:" + server.getAddress().getPort() + "/2021-07-31/credentials",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        "bench");
  }

  /** Waits until the SDK must refresh its credentials, and returns long-lived ones from now on. */
  void renew() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(respondedNanos + KEPT.toNanos() - System.nanoTime());
    validity = Duration.ofHours(6);
  }

  private void respond(HttpExchange exchange) throws IOException {
    try (exchange) {
      respondedNanos = System.nanoTime();
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
