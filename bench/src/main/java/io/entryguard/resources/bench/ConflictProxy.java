package io.entryguard.resources.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy for DynamoDB Local that cancels a transaction which conflicts with another one on the
 * same item, like DynamoDB; DynamoDB Local lets it wait.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling">Transaction
 *     conflict handling</a>
 */
final class ConflictProxy implements AutoCloseable {
  private static final Pattern ORGANIZATION = Pattern.compile("ORG#[0-9a-f-]{36}");

  private static final byte[] CONFLICT =
      """
      {"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException",\
      "Message":"Transaction cancelled, please refer cancellation reasons for specific reasons [TransactionConflict, None, None]",\
      "CancellationReasons":[{"Code":"TransactionConflict","Message":"Transaction is ongoing for the item"},{"Code":"None"},{"Code":"None"}]}\
      """
          .getBytes(UTF_8);

  private final URI dynamoDb;
  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http = HttpClient.newBuilder().executor(threads).build();
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final LongAdder transactions = new LongAdder();

  ConflictProxy(URI dynamoDb) throws IOException {
    this.dynamoDb = dynamoDb;
    server.setExecutor(threads);
    server.createContext("/", this::respond);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The number of transactions so far, including canceled ones. */
  long transactions() {
    return transactions.sum();
  }

  private void respond(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      if (!operation.endsWith(".TransactWriteItems")) {
        pass(exchange, body);
        return;
      }
      transactions.increment();
      Matcher organization = ORGANIZATION.matcher(new String(body, UTF_8));
      if (!organization.find()) {
        throw new IOException("a transaction without an organization");
      }
      if (!busy.add(organization.group())) {
        send(exchange, 400, CONFLICT);
        return;
      }
      try {
        pass(exchange, body);
      } finally {
        busy.remove(organization.group());
      }
    }
  }

  private void pass(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(dynamoDb).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (String header : Set.of("X-Amz-Target", "Content-Type", "Authorization", "X-Amz-Date")) {
      String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        request.header(header, value);
      }
    }
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      send(exchange, response.statusCode(), response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    http.shutdownNow();
    threads.shutdownNow();
  }
}
