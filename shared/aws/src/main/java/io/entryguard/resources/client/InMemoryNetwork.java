package io.entryguard.resources.client;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toCollection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.zip.CRC32;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** A fake network for priming, which responds to every call from memory. */
public final class InMemoryNetwork implements Network, AutoCloseable {
  private final Function<String, List<String>> responses;
  private final Map<String, Deque<SdkBytes>> responseBodies = new HashMap<>();
  private final List<SdkAutoCloseable> clients = new ArrayList<>();
  private final ScheduledExecutorService timeouts = TimeoutThread.start();

  /**
   * @param responses maps an operation's name, such as {@code Query}, to the JSON bodies of its
   *     responses, which are given in turn
   */
  public InMemoryNetwork(Function<String, List<String>> responses) {
    this.responses = requireNonNull(responses, "responses is null");
  }

  @Override
  public SdkHttpClient http(Duration socketTimeout) {
    return new Client();
  }

  @Override
  public ScheduledExecutorService timeouts() {
    return timeouts;
  }

  @Override
  public Optional<AwsCredentialsProvider> credentials() {
    return Optional.of(
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create("priming", "priming", "priming")));
  }

  @Override
  public <C extends SdkAutoCloseable> C register(C client) {
    clients.add(client);
    return client;
  }

  /** Closes every client, and ends the threads. */
  @Override
  public void close() {
    clients.forEach(SdkAutoCloseable::close);
    timeouts.shutdownNow();
  }

  private synchronized HttpExecuteResponse respond(HttpExecuteRequest request) {
    String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
    String operation = target.substring(target.indexOf('.') + 1);
    Deque<SdkBytes> bodies =
        responseBodies.computeIfAbsent(
            operation,
            name ->
                responses.apply(name).stream()
                    .map(SdkBytes::fromUtf8String)
                    .collect(toCollection(ArrayDeque::new)));
    SdkBytes body = bodies.remove();
    bodies.add(body);
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .putHeader("x-amz-crc32", Long.toString(checksum(body)))
                .build())
        .responseBody(AbortableInputStream.create(body.asInputStream()))
        .build();
  }

  private static long checksum(SdkBytes body) {
    var crc32 = new CRC32();
    crc32.update(body.asByteArrayUnsafe());
    return crc32.getValue();
  }

  private final class Client implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return respond(request);
        }

        @Override
        public void abort() {
          // Nothing to abort: the response is immediate.
        }
      };
    }

    @Override
    public void close() {
      // Nothing to close.
    }
  }
}
